// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.transformer.FluxTransformer;
import org.stillroom.distill.train.Stage;
import org.stillroom.torch.DType;
import org.stillroom.torch.Device;
import org.stillroom.torch.Program;
import org.stillroom.torch.Tensor;
import org.stillroom.torch.Weights;

/** distill.py, and weights made by it: only those may be used under autograd, and changed. */
final class Owned {

    private Owned() {
    }

    /** Compiled once. */
    static Program program() {
        return Program.load(Owned.class, "distill.py",
                new Program.Library("flux", FluxTransformer.class, "flux.py"),
                new Program.Library("t5", T5Encoder.class, "t5.py"),
                new Program.Library("optim", Stage.class, "optim.py"));
    }

    /** Copies, in the order of their names: sums over all of them must not depend on where they come from. */
    static Weights weights(Map<String, Tensor> tensors, Device device, DType dtype) {
        Map<String, Tensor> sorted = new TreeMap<>(tensors);
        List<Tensor> copies = program().train("own", new ArrayList<>(sorted.values()), device.toString(),
                dtype.number());
        try {
            int i = 0;
            for (Map.Entry<String, Tensor> entry : sorted.entrySet()) {
                entry.setValue(copies.get(i++));
            }
            return Weights.of(sorted);
        } finally {
            copies.forEach(Tensor::close);
        }
    }

    /** Copies, in the order of their names. */
    static Weights weights(Weights weights, Device device, DType dtype) {
        Map<String, Tensor> tensors = tensors(weights);
        try {
            return weights(tensors, device, dtype);
        } finally {
            tensors.values().forEach(Tensor::close);
        }
    }

    /** All tensors by name; they share memory with the weights, and the caller closes them. */
    static Map<String, Tensor> tensors(Weights weights) {
        Map<String, Tensor> tensors = new TreeMap<>();
        weights.names().forEach(name -> tensors.put(name, weights.get(name)));
        return tensors;
    }
}
