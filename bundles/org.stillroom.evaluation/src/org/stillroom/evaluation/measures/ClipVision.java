// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.nio.file.Path;
import java.util.List;
import org.stillroom.diffusion.text.ClipEncoder;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * CLIP's vision transformer with its projection, as transformers' {@code CLIPModel.get_image_features} computes it.
 *
 * @param weights by transformers' names; closed with this
 */
record ClipVision(ClipVisionConfig config, Weights weights, Device device) implements AutoCloseable {

    private static final String PREFIX = "vision_model.";
    private static final String PROJECTION = "visual_projection.weight";

    static ClipVision load(Path folder, Device device, Progress progress) throws CheckpointException {
        StoredModel stored = stored(folder);
        return new ClipVision(ClipVisionConfig.read(folder), stored.load(stored.names(), device, DType.F32, progress),
                device);
    }

    /** Looks at the headers; no weight is read. */
    static StoredModel stored(Path folder) throws CheckpointException {
        ClipVisionConfig config = ClipVisionConfig.read(folder);
        Layout layout = Layout.named(List.of(config.shapes()), name -> name.equals(PROJECTION) ? name : PREFIX + name);
        layout.table("embeddings.position_embedding.weight");
        return StoredModel.of(Checkpoint.open(folder), layout);
    }

    /**
     * @param pixels [batch, 3, size, size], normalised
     * @return [batch, projection], fp32 on the CPU
     */
    Tensor project(Tensor pixels) {
        Program program = Program.load(ClipVision.class, "clip_vision.py",
                ClipEncoder.LIBRARY);
        try (Tensor there = pixels.to(device, DType.F32);
                Tensor projected = program.call("project", there, weights, config.layers(), config.heads(),
                        config.epsilon(), config.quickGelu())) {
            return projected.to(Device.CPU, DType.F32);
        }
    }

    @Override
    public void close() {
        weights.close();
    }
}
