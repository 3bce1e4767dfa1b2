// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.stillroom.diffusion.lora.LoraPart;
import org.stillroom.diffusion.lora.LoraTargets;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/**
 * A T5 encoder on disk, after a check that its config.json and the headers of its weights agree; no weight is read.
 *
 * @param config as the weights have it where they may differ from config.json
 * @param model its tensors, by the names that the encoder is computed with
 */
public record T5Files(T5Config config, StoredModel model) {

    private static final String TABLE_OF_POSITIONS = "SelfAttention.relative_attention_bias.weight";
    private static final List<String> OF_T5 = List.of("encoder.final_layer_norm.weight", TABLE_OF_POSITIONS);

    /**
     * @param model folder with config.json and weights, or a single file
     * @throws CheckpointException if files are missing, damaged or contradict each other
     */
    public static T5Files open(Path model) throws CheckpointException {
        Checkpoint checkpoint = Checkpoint.open(model);
        T5Tensors tensors = T5Tensors.of(checkpoint);
        T5Config config = agreed(T5Encoder.config(model), checkpoint, tensors);
        Layout layout = Layout.named(T5Tensors.parts(config), tensors::stored);
        layout.lookup(T5Tensors.TABLE);
        for (int i = 0; i < (config.tables() ? config.layers() : 1); i++) {
            layout.table(T5Tensors.bias(i));
        }
        return new T5Files(config, StoredModel.of(checkpoint, layout));
    }

    /** What LoRAs may change of an encoder. */
    public static LoraTargets loraTargets(T5Config config) {
        List<Map<String, List<Long>>> parts = T5Tensors.parts(config);
        Set<String> tables = parts.stream().flatMap(part -> part.keySet().stream())
                .filter(name -> name.equals(T5Tensors.TABLE) || name.endsWith(TABLE_OF_POSITIONS))
                .collect(Collectors.toSet());
        return new LoraTargets("T5 encoder", Set.of(LoraPart.T5), parts, tables);
    }

    /** Whether a checkpoint's names are those of a T5 encoder, alone or among others. */
    public static boolean recognises(Checkpoint checkpoint) {
        return GgmlT5Names.in(checkpoint) || OF_T5.stream()
                .allMatch(end -> checkpoint.names().stream().anyMatch(name -> name.endsWith(end)));
    }

    /** The config as the weights have it where they may differ, or an exception where they must not. */
    private static T5Config agreed(T5Config config, Checkpoint checkpoint, T5Tensors tensors)
            throws CheckpointException {
        List<Long> table = new Header(checkpoint, "").shape(tensors.embedding(), 2);
        if (table.get(0) != config.vocabSize() || table.get(1) != config.dModel()) {
            throw new CheckpointException(checkpoint.path() + " does not fit its config.json: that says vocab_size "
                    + config.vocabSize() + " and d_model " + config.dModel() + ", but " + tensors.embedding()
                    + " has shape " + table + "; fetch both again.");
        }
        OptionalInt projection = tensors.projection(checkpoint);
        if (projection.isPresent() && config.projection().isEmpty()) {
            throw new CheckpointException(checkpoint.path() + " does not fit its config.json: the weights have a "
                    + "final_projection, but architectures there does not name T5EncoderWithProjection; fetch both "
                    + "again.");
        }
        return config.with(projection.isPresent() ? projection : config.projection(),
                config.tables() || tensors.tables(checkpoint));
    }
}
