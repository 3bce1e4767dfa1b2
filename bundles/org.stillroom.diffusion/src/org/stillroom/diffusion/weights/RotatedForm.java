// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.List;
import java.util.Map;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.TensorInfo;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

/** ComfyUI's convrot_w4a4: two signed numbers in a byte, the low half first; a scale for each row; rotated. */
record RotatedForm(Checkpoint checkpoint) implements WeightForm {

    private static final String FORMAT = "convrot_w4a4";
    private static final String KIND = ".int4";

    @Override
    public boolean recognises(String stored) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, stored);
        return layer.isOf(DType.I8, DType.U8) && layer.has(ScaledForm.SCALE)
                && layer.comfy().path("format").asText().equals(FORMAT);
    }

    @Override
    public void require(String stored) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, stored);
        Scale.ofRows(layer, ScaledForm.SCALE);
        if (layer.info().shape().size() != 2) {
            throw layer.problem("it has the shape " + layer.info().shape() + ", expected rows of bytes");
        }
        Rotation.of(layer).require(layer, 2 * layer.info().shape().get(1));
    }

    @Override
    public String label(String stored) {
        return FORMAT;
    }

    @Override
    public long count(String stored) throws CheckpointException {
        return 2 * checkpoint.info(stored).count();
    }

    @Override
    public List<Long> shape(String stored) throws CheckpointException {
        TensorInfo info = checkpoint.info(stored);
        return info.shape().size() == 2 ? List.of(info.shape().get(0), 2 * info.shape().get(1)) : info.shape();
    }

    @Override
    public List<Long> storedShape(String stored, List<Long> shape) {
        return shape.size() == 2 ? List.of(shape.get(0), (shape.get(1) + 1) / 2) : shape;
    }

    @Override
    public long bytes(Wanted wanted) throws CheckpointException {
        return wanted.count() / 2
                + Scale.ofRows(new StoredLayer(checkpoint, wanted.stored()), ScaledForm.SCALE).bytes(wanted);
    }

    @Override
    public Map<String, Tensor> read(Wanted wanted, WeightLoader loader, DType dtype) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, wanted.stored());
        try (Assembly made = new Assembly()) {
            Tensor bytes = made.add(loader.read(wanted.slices(), layer.info().dtype()));
            Tensor scale = made.add(Scale.ofRows(layer, ScaledForm.SCALE)
                    .read(wanted, layer.info().shape().get(0), loader));
            Tensor group = made.add(Rotation.of(layer).tensor(loader.device()));
            return made.finished(Map.of(KIND, bytes, KIND + ".1", scale, KIND + ".2", group));
        }
    }
}
