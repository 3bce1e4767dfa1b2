// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * The weights of one model in training, with AdamW's moments and the moving average that is kept in the end. Programs
 * change them in place.
 *
 * @param weights by the names of the model's library
 * @param expAvg AdamW's first moment, as PyTorch calls it
 * @param expAvgSq AdamW's second moment
 * @param average the moving average of the weights
 */
public record Learned(Weights weights, Weights expAvg, Weights expAvgSq, Weights average) implements AutoCloseable {

    private static final String AVERAGE = "average";
    private static final List<String> PARTS = List.of("weights", "exp_avg", "exp_avg_sq", AVERAGE);

    /** Starts from given weights, which are copied. */
    public static Learned start(Map<String, Tensor> initial, Device device) {
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        try {
            initial.forEach((name, tensor) -> zeros.put(name, Tensor.zeros(DType.F32, device, tensor.shape())));
            return new Learned(own(initial, device), own(zeros, device), own(zeros, device), own(initial, device));
        } finally {
            zeros.values().forEach(Tensor::close);
        }
    }

    private static Weights own(Map<String, Tensor> tensors, Device device) {
        return Weights.trainable(tensors, device, DType.F32);
    }

    /**
     * Goes on from a checkpoint that {@link #save} filled.
     *
     * @param model as given to {@link #save}
     */
    public static Learned restore(Checkpoint checkpoint, String model, Device device) throws CheckpointException {
        List<Weights> parts = new ArrayList<>();
        try (Assembly made = new Assembly()) {
            for (String part : PARTS) {
                parts.add(made.add(part(checkpoint, model + "/" + part + "/", device), Weights::close));
            }
            return made.finished(new Learned(parts.get(0), parts.get(1), parts.get(2), parts.get(3)));
        }
    }

    /** The moving average alone, from a checkpoint that {@link #save} or {@link #saveAverage} filled. */
    public static Weights average(Checkpoint checkpoint, String model, Device device) throws CheckpointException {
        return part(checkpoint, model + "/" + AVERAGE + "/", device);
    }

    private static Weights part(Checkpoint checkpoint, String prefix, Device device) throws CheckpointException {
        Map<String, List<Slice>> plan = new LinkedHashMap<>();
        checkpoint.names().stream().filter(name -> name.startsWith(prefix)).sorted()
                .forEach(name -> plan.put(name.substring(prefix.length()), List.of(Slice.whole(name))));
        try (Weights loaded = WeightLoader.load(checkpoint, plan, device, DType.F32, Progress.NONE)) {
            return loaded.trainable(device, DType.F32);
        }
    }

    /** Adds everything under {@code MODEL/PART/NAME}; the tensors share memory, and the caller closes them. */
    public void save(String model, Map<String, Tensor> into) {
        List<Weights> parts = List.of(weights, expAvg, expAvgSq, average);
        for (int i = 0; i < parts.size(); i++) {
            String prefix = model + "/" + PARTS.get(i) + "/";
            parts.get(i).shared().forEach((name, tensor) -> into.put(prefix + name, tensor));
        }
    }

    /** Adds the moving average alone; otherwise like {@link #save}. */
    public void saveAverage(String model, Map<String, Tensor> into) {
        average.shared().forEach((name, tensor) -> into.put(model + "/" + AVERAGE + "/" + name, tensor));
    }

    /** Number of weights. */
    public long count() {
        return weights.bytes() / Float.BYTES;
    }

    @Override
    public void close() {
        List.of(weights, expAvg, expAvgSq, average).forEach(Weights::close);
    }
}
