// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stillroom.diffusion.lora.LoraFit.Patch;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/** Products of low rank that are to lie beside weights, those of several LoRAs joined to one. */
final class Products {

    /** What {@code linear} in blocks.py looks for. */
    private static final String DOWN = ".lora_down";
    private static final String UP = ".lora_up";

    private final Program program = Program.load(Change.LIBRARY);
    private final Assembly made;
    private final Map<String, List<Tensor>> ups = new LinkedHashMap<>();
    private final Map<String, List<Tensor>> downs = new LinkedHashMap<>();

    /** @param made takes over the tensors that are made */
    Products(Assembly made) {
        this.made = made;
    }

    /**
     * A product's rows for some of the weights that it is one for.
     *
     * @param beside names of these weights
     */
    void add(Patch patch, LoadedTensors tensors, double strength, Set<String> beside) {
        List<Tensor> product = patch.change().product(tensors).orElseThrow();
        try (Tensor up = product.get(0); Tensor down = product.get(1)) {
            Map<String, List<Layout.Rows>> byTarget = new LinkedHashMap<>();
            patch.rows().stream().filter(rows -> beside.contains(rows.target()))
                    .sorted(Comparator.comparingLong(Layout.Rows::at))
                    .forEach(rows -> byTarget.computeIfAbsent(rows.target(), name -> new ArrayList<>()).add(rows));
            byTarget.forEach((target, rows) -> {
                ups.computeIfAbsent(target, name -> new ArrayList<>()).add(made.add(joined(up, rows, strength)));
                downs.computeIfAbsent(target, name -> new ArrayList<>()).add(made.add(down.copy()));
            });
        }
    }

    private Tensor joined(Tensor up, List<Layout.Rows> rows, double strength) {
        try (Assembly slices = new Assembly()) {
            List<Tensor> pieces = rows.stream().map(each -> slices.add(up.slice(0, each.from(), each.to()))).toList();
            Tensor own = slices.add(program.call("joined", pieces));
            return program.call("flat", own, strength);
        }
    }

    /** Puts them where {@code linear} finds them. */
    void addTo(Map<String, Tensor> tensors, Device device, DType dtype) {
        ups.forEach((name, all) -> tensors.put(name + UP, made.add(joined(all, 1, device, dtype))));
        downs.forEach((name, all) -> tensors.put(name + DOWN, made.add(joined(all, 0, device, dtype))));
    }

    private static Tensor joined(List<Tensor> all, int dim, Device device, DType dtype) {
        try (Tensor whole = Tensor.cat(dim, all)) {
            all.forEach(Tensor::close);
            return whole.to(device, dtype);
        }
    }
}
