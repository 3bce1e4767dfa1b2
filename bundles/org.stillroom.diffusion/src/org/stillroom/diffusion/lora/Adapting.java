// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stillroom.diffusion.lora.AdaptedResidence.AdaptedWeights;
import org.stillroom.diffusion.lora.AdaptedResidence.Applied;
import org.stillroom.diffusion.lora.LoraFit.Patch;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** Applies LoRAs to the weights of one part of a model, in float32. */
final class Adapting {

    private final Program program = Program.load(Change.LIBRARY);
    private final Weights base;
    private final int part;
    private final Device device;
    private final DType dtype;
    private final Set<String> names;
    private final Assembly made = new Assembly();
    /** Weights in the making, [rows, columns], float32. */
    private final Map<String, Tensor> merged = new LinkedHashMap<>();
    private final Products products = new Products(made);

    Adapting(Weights base, int part, Device device, DType dtype) {
        this.base = base;
        this.part = part;
        this.device = device;
        this.dtype = dtype;
        this.names = new HashSet<>(base.names());
    }

    AdaptedWeights with(List<Applied> loras, Progress progress) throws CheckpointException {
        LoraTargets targets = loras.getFirst().fit().targets();
        Set<String> beside = beside(loras, targets);
        try (made) {
            for (Applied lora : loras) {
                List<Patch> patches = patches(lora);
                if (!patches.isEmpty()) {
                    apply(lora, patches, beside, progress);
                }
            }
            boolean plain = merged.keySet().stream().allMatch(this::isPlain);
            return made.finished(new AdaptedWeights(Weights.adopt(dictionary(targets), base.files()), plain));
        }
    }

    /** A model in another layout may have a tensor of another shape in the place of one. */
    private void requireThere(List<Patch> patches, LoraFile file) throws CheckpointException {
        for (Patch patch : patches) {
            for (Layout.Rows rows : patch.rows()) {
                String name = rows.target();
                if (names.stream().noneMatch(each -> each.equals(name) || each.startsWith(name + "."))) {
                    throw new CheckpointException(file.path() + " changes " + name + ", which the model has in another "
                            + "form; choose the model in the layout of transformers or diffusers.");
                }
            }
        }
    }

    private List<Patch> patches(Applied lora) {
        return lora.fit().patches().stream().filter(each -> each.part() == part).toList();
    }

    /** Weights that are not stored as they are computed with, and that only products are added to. */
    private Set<String> beside(List<Applied> loras, LoraTargets targets) {
        Set<String> beside = new HashSet<>();
        Set<String> others = new HashSet<>();
        for (Applied lora : loras) {
            for (Patch patch : patches(lora)) {
                patch.rows().forEach(rows -> (patch.change().isProduct() ? beside : others).add(rows.target()));
            }
        }
        beside.removeIf(target -> others.contains(target) || isPlain(target) || !targets.isLinear(target));
        return beside;
    }

    private boolean isPlain(String target) {
        if (!names.contains(target)) {
            return false;
        }
        try (Tensor tensor = base.get(target)) {
            return tensor.dtype() == dtype;
        }
    }

    private void apply(Applied lora, List<Patch> patches, Set<String> beside, Progress progress)
            throws CheckpointException {
        LoraFile file = lora.fit().file();
        requireThere(patches, file);
        Set<String> reads = new LinkedHashSet<>();
        patches.forEach(patch -> reads.addAll(patch.change().reads()));
        try (LoadedTensors tensors = new LoadedTensors(WeightLoader.load(file.checkpoint(), WeightLoader.whole(reads),
                device, DType.F32, progress))) {
            for (Patch patch : patches) {
                progress.checkCancelled();
                if (patch.rows().stream().anyMatch(rows -> beside.contains(rows.target()))) {
                    products.add(patch, tensors, lora.strength(), beside);
                }
                if (patch.rows().stream().anyMatch(rows -> !beside.contains(rows.target()))) {
                    merge(patch, tensors, lora, beside);
                }
            }
        } catch (LoraException e) {
            throw new CheckpointException(file.path() + ": " + e.getMessage() + ".", e);
        }
    }

    private void merge(Patch patch, LoadedTensors tensors, Applied lora, Set<String> beside) {
        LoraTargets targets = lora.fit().targets();
        try (Tensor added = patch.change().added(tensors, () -> gathered(patch, targets))) {
            for (Layout.Rows rows : patch.rows()) {
                if (!beside.contains(rows.target())) {
                    program.call("add", weight(rows.target(), targets), rows.at(), added, rows.from(), rows.to(),
                            lora.strength()).close();
                }
            }
        }
    }

    private Tensor weight(String target, LoraTargets targets) {
        Tensor weight = merged.get(target);
        if (weight == null) {
            long rows = Change.Size.of(targets.shape(target)).rows();
            weight = made.add(program.call("weight", base, target, rows));
            merged.put(target, weight);
        }
        return weight;
    }

    /** The model's weights that the change is one for, as they are by now. */
    private Tensor gathered(Patch patch, LoraTargets targets) {
        try (Assembly slices = new Assembly()) {
            List<Tensor> all = new ArrayList<>();
            for (Layout.Rows rows : patch.rows()) {
                all.add(slices.add(weight(rows.target(), targets)
                        .slice(0, rows.at(), rows.at() + rows.to() - rows.from())));
            }
            return program.call("joined", all);
        }
    }

    /** The base's tensors with what is changed in their place, or beside them. */
    private Map<String, Tensor> dictionary(LoraTargets targets) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        base.shared().forEach((name, tensor) -> tensors.put(name, made.add(tensor)));
        merged.forEach((name, weight) -> {
            tensors.entrySet().removeIf(each -> {
                boolean replaced = each.getKey().equals(name) || each.getKey().startsWith(name + ".");
                if (replaced) {
                    each.getValue().close();
                }
                return replaced;
            });
            tensors.put(name, finished(weight, targets.shape(name)));
        });
        products.addTo(tensors, device, dtype);
        return tensors;
    }

    /** As it is computed with. */
    private Tensor finished(Tensor weight, List<Long> shape) {
        Tensor converted = weight;
        if (dtype != DType.F32) {
            converted = made.add(weight.to(device, dtype));
            weight.close();
        }
        if (shape.size() == 2) {
            return converted;
        }
        try (Tensor flat = converted) {
            return made.add(flat.reshape(shape.stream().mapToLong(Long::longValue).toArray()));
        }
    }
}
