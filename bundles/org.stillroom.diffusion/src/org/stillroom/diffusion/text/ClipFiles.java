// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.stillroom.diffusion.lora.LoraPart;
import org.stillroom.diffusion.lora.LoraTargets;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/**
 * A CLIP text encoder on disk, after a check that its config.json and the headers of its weights agree; no weight is
 * read.
 *
 * @param config as the weights have it where they may differ from config.json
 * @param model its tensors, by the names that the encoder is computed with
 */
public record ClipFiles(ClipConfig config, StoredModel model) {

    /** Of a model with one; otherwise like {@link #open(Path, Optional)}. */
    public static ClipFiles open(Path model) throws CheckpointException {
        return open(model, Optional.empty());
    }

    /**
     * @param model folder with config.json and weights, or a single file
     * @param part which one is meant, where there may be several
     * @throws CheckpointException if files are missing, damaged or contradict each other
     */
    public static ClipFiles open(Path model, Optional<ClipPart> part) throws CheckpointException {
        Checkpoint checkpoint = Checkpoint.open(model);
        ClipTensors tensors = ClipTensors.of(checkpoint, part);
        ClipConfig config = agreed(ClipEncoder.config(model, part), checkpoint, tensors);
        return new ClipFiles(config, StoredModel.of(checkpoint, tensors.layout(config)));
    }

    /** Which CLIP text encoders a checkpoint has, in any key layout, alone or among others. */
    public static List<Optional<ClipPart>> parts(Checkpoint checkpoint) {
        return ClipTensors.in(checkpoint).stream().map(tensors -> tensors.part(checkpoint)).toList();
    }

    /**
     * What LoRAs may change of an encoder.
     *
     * @param part which of both it is, CLIP-L or CLIP-G
     */
    public static LoraTargets loraTargets(ClipConfig config, LoraPart part) {
        List<Map<String, List<Long>>> parts = ClipTensors.parts(config, false);
        return new LoraTargets(part.label() + " encoder", Set.of(part, LoraPart.CLIP), parts,
                Set.of(ClipTensors.TOKENS, ClipTensors.POSITIONS), Layout.named(parts, name -> "text_model." + name));
    }

    /** The config as the weights have it where they may differ, or an exception where they must not. */
    private static ClipConfig agreed(ClipConfig config, Checkpoint checkpoint, ClipTensors tensors)
            throws CheckpointException {
        tensors.checkSizes(config, checkpoint);
        OptionalInt projection = tensors.projection(checkpoint);
        // without the tensor a config that promises it is refused later, by the tensor's name
        return projection.isPresent() ? config.withProjection(projection) : config;
    }
}
