// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.evaluation.report.Costs;
import org.stillroom.evaluation.report.Keys;
import org.stillroom.evaluation.report.Measured;
import org.stillroom.evaluation.report.Policy;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.ModelCache;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Torch;

/**
 * Measures one encoder in one way. The most memory that a process took is known for the whole process only, so that a
 * process measures once.
 *
 * @param tokens of a prompt
 */
public record CostMeasurement(EncoderSize size, CostFormat format, Policy policy, int tokens, Device device) {

    private static final Path STATUS = Path.of("/proc/self/status");
    /** Java, libtorch and what is computed take some memory as well. */
    private static final long OTHERS = 1500L << 20;

    /**
     * Whether an encoder of this kind fits into memory; one that does not would bring the machine down.
     *
     * @return bytes that it takes
     */
    public long needed() {
        long weights = size.parameters() * (format == CostFormat.INT8 ? 1 : format.stored().size());
        return policy == Policy.STREAMED ? OTHERS : weights + weights / 10 + OTHERS;
    }

    /** Whether this machine has so much memory. */
    public boolean fits() {
        return device.kind() != Device.Kind.CPU || needed() <= ModelCache.machineMemory();
    }

    /**
     * Measures in this process.
     *
     * @param model what {@link RandomEncoder} wrote
     * @throws CheckpointException if it cannot be read
     * @throws IOException if the system does not say what memory is used
     */
    public CostRow measure(Path model, Progress progress) throws CheckpointException, IOException {
        Torch.check(device);
        long before = status("VmRSS:");
        Costs costs = new Costs(device, format.computed(device), tokens);
        double load = 0;
        if (policy != Policy.STREAMED) {
            // the first time, libtorch reads the program as well
            T5Encoder.load(model, device, format.computed(device), progress).close();
            long begin = System.nanoTime();
            T5Encoder.load(model, device, format.computed(device), progress).close();
            load = (System.nanoTime() - begin) / 1e9;
        }
        Measured encode = costs.latency(policy, model, progress);
        Map<String, Measured> known = new HashMap<>();
        costs.sizes(model).forEach(each -> known.put(each.key(), each));
        long weights = (long) known.get(policy == Policy.STREAMED ? Keys.MEMORY_STREAMED : Keys.MEMORY_KEPT).value();
        return new CostRow(size, format, policy, size.parameters(), T5Files.open(model).model().checkpoint().bytes(),
                weights, Math.max(0, status("VmHWM:") - before), load, encode.value(),
                encode.interval().orElseThrow().low(), encode.interval().orElseThrow().high());
    }

    /** In bytes; 0 on systems that do not say. */
    private static long status(String key) throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024).findFirst().orElse(0);
    }
}
