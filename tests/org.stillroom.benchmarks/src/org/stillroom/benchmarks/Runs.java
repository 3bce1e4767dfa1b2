// SPDX-License-Identifier: EPL-2.0
package org.stillroom.benchmarks;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.stillroom.engine.Engine;
import org.stillroom.engine.RunRequest;
import org.stillroom.engine.RunResult;
import org.stillroom.graph.Graph;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.mini.MiniFamily;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.torch.runtime.Torch;

/**
 * Runs the example graph many times in one process, each time with another seed and every third time with another
 * encoder, and prints how memory grows and how much of a run is spent outside libtorch.
 */
public final class Runs {

    private Runs() {}

    /** @param arguments how many runs (a multiple of 10), a folder to work in, pixels of a side, and steps */
    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[0]);
        Path folder = Path.of(arguments[1]);
        Graph example = sized(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        MiniFamily.write(folder.resolve("models").resolve(MiniFamily.NAME));
        ModelFolders models = new ModelFolders(List.of(folder.resolve("models")));
        System.out.println("| runs | resident, MiB | Java heap in use, MiB | tensors, MiB | seconds a run "
                + "| outside libtorch |");
        System.out.println("|---|---|---|---|---|---|");
        List<Long> resident = new ArrayList<>();
        try (Engine engine = new Engine(NodeCatalog.fromClassPath(Runs.class.getClassLoader()), 16L << 20)) {
            int block = runs / 10;
            for (int i = 0; i < runs; i += block) {
                double[] seconds = runBlock(engine, example, models, folder, i, block);
                System.gc();
                resident.add(Memory.resident());
                System.out.printf("| %d | %,d | %,d | %,d | %.2f | %.1f %% |%n", i + block, Memory.resident(),
                        Memory.heap(), Torch.allocatedBytes() >> 20, seconds[0] / block,
                        100 * (1 - seconds[1] / seconds[0]));
            }
        }
        // the first third warms up: compiled code, libtorch's buffers and the results that are kept
        List<Long> counted = resident.subList(resident.size() / 3, resident.size());
        long most = Collections.max(counted);
        long least = Collections.min(counted);
        System.out.printf("From run %d to run %d memory stays between %,d and %,d MiB: within %.1f %%.%n",
                (resident.size() / 3 + 1) * (runs / 10), runs, least, most, 100.0 * (most - least) / least);
    }

    /** @return seconds of all runs, and seconds in libtorch */
    private static double[] runBlock(Engine engine, Graph example, ModelFolders models, Path folder, int from,
            int count) throws Exception {
        double libtorch = Torch.nativeSeconds();
        long start = System.nanoTime();
        for (int i = from; i < from + count; i++) {
            Path pictures = Files.createDirectories(folder.resolve("pictures"));
            RunRequest request = new RunRequest(changed(example, i), models, pictures, "cpu", Set.of(), e -> { });
            RunResult result = engine.start(request).await();
            if (!result.failures().isEmpty()) {
                throw new IllegalStateException(result.failures().toString());
            }
        }
        return new double[] {(System.nanoTime() - start) / 1e9, Torch.nativeSeconds() - libtorch};
    }

    private static Graph sized(int pixels, int steps) {
        Graph example = ExampleGraphs.graph(ExampleGraphs.FIRST_PICTURE);
        return example.with(example.nodes().get("denoiser").withParameter("steps", IntNode.valueOf(steps)))
                .with(example.nodes().get("noise").withParameter("width", IntNode.valueOf(pixels))
                        .withParameter("height", IntNode.valueOf(pixels)));
    }

    private static Graph changed(Graph example, int i) {
        Graph seeded = example.with(example.nodes().get("noise").withParameter("seed", IntNode.valueOf(i)));
        String encoder = i % 3 == 0 ? "mini/students/base" : "mini/text_encoder_2";
        return seeded.with(seeded.nodes().get("t5_encoder").withParameter("model",
                TextNode.valueOf(encoder)));
    }
}
