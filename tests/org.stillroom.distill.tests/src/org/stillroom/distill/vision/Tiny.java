// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.stillroom.distill.training.Trainer;
import org.stillroom.distill.training.TrainingWatcher;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** The tiny pipeline of the shared reference data, and short runs on it. */
final class Tiny {

    static final List<String> PROMPTS = List.of("a red apple and a green bottle", "three dogs on a wooden floor",
            "a sign displaying the word 'cat'", "an airplane in front of a clock", "a blue bird");

    private Tiny() {
    }

    /** A file or folder of the shared reference data; the test is skipped where there is none. */
    static Path shared(String name) {
        Path folder = Path.of(System.getProperty("stillroom.shared", "../../../shared/data"));
        Assumptions.assumeTrue(Files.isDirectory(folder), "no shared reference data at " + folder);
        return folder.resolve(name);
    }

    static Path pipeline() {
        return shared("pipelines/tiny-flux-dev");
    }

    /** Goes on from the tiny student. */
    static StudentStart student() {
        return new StudentStart.Existing(shared("encoders/tiny-t5-small"));
    }

    /** Few tokens and small pictures, with dropout, clipping and real pooled vectors. */
    static DistillOptions options(long steps) {
        return DistillOptions.of(7, List.of(new DistillOptions.Phase("five", PROMPTS, steps, 64)))
                .with(new DistillOptions.Text(16, true, 0.1))
                .with(new DistillOptions.Sampling(20, List.of(2.0, 3.5, 5.0), 2))
                .with(new DistillOptions.Update(1e-3, 1e-3, 1, DType.F32, true, false, 0));
    }

    static FluxTeacher teacher(DistillOptions options) throws Exception {
        return FluxTeacher.open(pipeline(), Device.CPU, DType.F32, options, () -> { });
    }

    /** Runs to the last step or to the one at which the watcher throws. */
    static long run(Distillation stage, Path folder, DistillOptions options, long every, TrainingWatcher watcher)
            throws Exception {
        return Trainer.run(stage, folder, stage.next(), options.steps(), every, watcher);
    }

    /** Fails unless two checkpoints hold the same tensors, bit for bit. */
    static void assertSame(Path expected, Path found) throws Exception {
        var wanted = WeightLoader.readAll(expected);
        var given = WeightLoader.readAll(found);
        assertArrayEquals(wanted.keySet().toArray(), given.keySet().toArray());
        wanted.forEach((name, tensor) -> assertArrayEquals(tensor.floats(), given.get(name).floats(), name));
        wanted.values().forEach(Tensor::close);
        given.values().forEach(Tensor::close);
    }
}
