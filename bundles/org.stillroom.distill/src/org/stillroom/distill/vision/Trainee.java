// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Slice;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * A student in training; all weights in one precision, by the names of t5.py.
 *
 * @param config with a projection
 * @param weights which steps change in place
 * @param expAvg AdamW's first moment
 * @param expAvgSq AdamW's second moment
 */
record Trainee(T5Config config, Weights weights, Weights expAvg, Weights expAvgSq) implements AutoCloseable {

    private static final String WEIGHTS = "student/weights/";
    private static final String FIRST = "student/exp_avg/";
    private static final String SECOND = "student/exp_avg_sq/";

    /** @param initial is copied */
    static Trainee start(T5Config config, Map<String, Tensor> initial, Device device, DType precision) {
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        try {
            initial.forEach((name, tensor) -> zeros.put(name, Tensor.zeros(precision, device, tensor.shape())));
            return new Trainee(config, Weights.trainable(initial, device, precision),
                    Weights.trainable(zeros, device, precision), Weights.trainable(zeros, device, precision));
        } finally {
            zeros.values().forEach(Tensor::close);
        }
    }

    /** From a checkpoint that {@link #save} filled. */
    static Trainee restore(T5Config config, Checkpoint checkpoint, Device device, DType precision)
            throws CheckpointException {
        try (Assembly made = new Assembly()) {
            Weights weights = made.add(part(WEIGHTS, config, checkpoint, device, precision), Weights::close);
            Weights first = made.add(part(FIRST, config, checkpoint, device, precision), Weights::close);
            return made.finished(new Trainee(config, weights, first,
                    part(SECOND, config, checkpoint, device, precision)));
        }
    }

    private static Weights part(String prefix, T5Config config, Checkpoint checkpoint, Device device, DType precision)
            throws CheckpointException {
        Map<String, List<Long>> expected = new LinkedHashMap<>();
        Map<String, List<Slice>> plan = new LinkedHashMap<>();
        config.shapes().forEach((name, shape) -> {
            expected.put(prefix + name, shape);
            plan.put(name, List.of(Slice.whole(prefix + name)));
        });
        checkpoint.require(expected);
        try (Weights loaded = WeightLoader.load(checkpoint, plan, device, precision, Progress.NONE)) {
            return loaded.trainable(device, precision);
        }
    }

    /** Adds everything; the tensors share memory, and the caller closes them. */
    void save(Map<String, Tensor> into) {
        add(WEIGHTS, weights, into);
        add(FIRST, expAvg, into);
        add(SECOND, expAvgSq, into);
    }

    private static void add(String prefix, Weights part, Map<String, Tensor> into) {
        part.shared().forEach((name, tensor) -> into.put(prefix + name, tensor));
    }

    /** Layers, heads, largest distance, 1 if gated: as distill.py takes them. */
    List<Integer> numbers() {
        return List.of(config.layers(), config.heads(), config.maxDistance(), config.gated() ? 1 : 0);
    }

    @Override
    public void close() {
        weights.close();
        expAvg.close();
        expAvgSq.close();
    }
}
