// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** A file of what Python computed, made by fixtures/make_train.py. */
public record Golden(Map<String, Tensor> tensors) implements AutoCloseable {

    public static Golden read(String name) throws Exception {
        return new Golden(WeightLoader.readAll(Path.of("resources", "train", name + ".safetensors")));
    }

    /** Lives as long as this. */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new AssertionError("There is no " + name + " in the golden file.");
        }
        return tensor;
    }

    public float[] floats(String name) {
        return get(name).floats();
    }

    /** Those whose names begin with the prefix, by the rest of their names; they live as long as this. */
    public Map<String, Tensor> part(String prefix) {
        Map<String, Tensor> part = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
            }
        });
        return part;
    }

    /** A copy of a part that may be trained. */
    public Weights own(String prefix) {
        return Weights.trainable(part(prefix), Device.CPU, DType.F32);
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }

    public static Map<String, float[]> floats(Weights weights) {
        Map<String, float[]> floats = new TreeMap<>();
        for (String name : weights.names()) {
            try (Tensor tensor = weights.get(name)) {
                floats.put(name, tensor.floats());
            }
        }
        return floats;
    }

    public static float[] taken(Tensor tensor) {
        try (tensor) {
            return tensor.floats();
        }
    }

    /** Fails unless the length of the difference is within the limit, relative to the wanted values' length. */
    public static void assertClose(String what, float[] wanted, float[] found, double limit) {
        assertEquals(wanted.length, found.length, what);
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < wanted.length; i++) {
            difference += Math.pow((double) found[i] - wanted[i], 2);
            norm += (double) wanted[i] * wanted[i];
        }
        double error = Math.sqrt(difference / Math.max(norm, Double.MIN_NORMAL));
        assertTrue(error <= limit, what + ": relative error " + error + " is above " + limit);
    }
}
