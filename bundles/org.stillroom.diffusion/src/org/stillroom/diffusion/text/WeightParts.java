// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Slice;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** The weights of a model, cut into parts that are used one after another, such as its layers. */
sealed interface WeightParts extends AutoCloseable {

    /** What is computed with a part. */
    interface Use {
        Tensor with(Weights weights);
    }

    /** Computes something with a part; its weights are in memory at least as long. */
    Tensor use(int part, Runnable cancelCheck, Use use) throws CheckpointException;

    /** Memory held between uses. */
    long bytes();

    @Override
    void close();

    /** All parts in memory until closed. */
    static WeightParts kept(Checkpoint checkpoint, List<Map<String, List<Slice>>> plans, Device device, DType dtype,
            Runnable cancelCheck) throws CheckpointException {
        List<Weights> parts = new ArrayList<>();
        try {
            for (Map<String, List<Slice>> plan : plans) {
                cancelCheck.run();
                parts.add(WeightLoader.load(checkpoint, plan, device, dtype, cancelCheck));
            }
            return new Kept(List.copyOf(parts));
        } catch (CheckpointException | RuntimeException | Error e) {
            parts.forEach(Weights::close);
            throw e;
        }
    }

    /** A part in memory only while it is used. */
    static WeightParts streamed(Checkpoint checkpoint, List<Map<String, List<Slice>>> plans, Device device,
            DType dtype) {
        return new Streamed(checkpoint, List.copyOf(plans), device, dtype);
    }

    /** @param parts loaded weights */
    record Kept(List<Weights> parts) implements WeightParts {

        @Override
        public Tensor use(int part, Runnable cancelCheck, Use use) throws CheckpointException {
            cancelCheck.run();
            // a mapped file that was replaced meanwhile must not be computed with
            parts.get(part).verifyUnchanged();
            return use.with(parts.get(part));
        }

        @Override
        public long bytes() {
            return parts.stream().mapToLong(Weights::bytes).sum();
        }

        @Override
        public void close() {
            parts.forEach(Weights::close);
        }
    }

    /** @param plans which tensors a part has */
    record Streamed(Checkpoint checkpoint, List<Map<String, List<Slice>>> plans, Device device, DType dtype)
            implements WeightParts {

        @Override
        public Tensor use(int part, Runnable cancelCheck, Use use) throws CheckpointException {
            cancelCheck.run();
            try (Weights weights = WeightLoader.load(checkpoint, plans.get(part), device, dtype, cancelCheck)) {
                return use.with(weights);
            }
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
