// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/**
 * The tensors of a T5 encoder by the names of transformers' {@code T5EncoderModel}, and where a checkpoint has them:
 * as such; with {@code encoder.embed_tokens} for the embedding table; or inside DistillT5's class, one more
 * {@code encoder.} in front; or under llama.cpp's names.
 *
 * @param root what stands before {@code shared.weight} and {@code encoder.block} in the checkpoint
 * @param embedding stored name of the embedding table
 * @param ggml whether it has llama.cpp's names
 */
record T5Tensors(String root, String embedding, boolean ggml) {

    static final String TABLE = "shared.weight";
    private static final String LAST = "encoder.final_layer_norm.weight";
    private static final String PROJECTION = "final_projection.";

    /** Stored name of a block's table of relative positions. */
    static String bias(int block) {
        return "encoder.block." + block + ".layer.0.SelfAttention.relative_attention_bias.weight";
    }

    static T5Tensors of(Checkpoint checkpoint) throws CheckpointException {
        if (GgmlT5Names.in(checkpoint)) {
            return new T5Tensors("", GgmlT5Names.TABLE, true);
        }
        String root = Header.around(checkpoint, LAST, "T5 encoder").prefix();
        for (String name : List.of("shared.weight", "encoder.embed_tokens.weight", "embed_tokens.weight")) {
            if (checkpoint.has(root + name)) {
                return new T5Tensors(root, root + name, false);
            }
        }
        throw new CheckpointException(checkpoint.path() + " has no tensor " + root + TABLE + " and no tensor " + root
                + "encoder.embed_tokens.weight, one of which holds the embedding table; fetch it again.");
    }

    String stored(String name) {
        if (name.equals(TABLE)) {
            return embedding;
        }
        if (ggml) {
            return GgmlT5Names.of(name);
        }
        return name.startsWith(PROJECTION) ? name : root + name;
    }

    /** Width of DistillT5's output, by the weights. */
    OptionalInt projection(Checkpoint checkpoint) throws CheckpointException {
        String first = PROJECTION + "0.weight";
        return checkpoint.has(first)
                ? OptionalInt.of(new Header(checkpoint, "").size(first, 2, 0))
                : OptionalInt.empty();
    }

    /** What the shapes say of a checkpoint without config.json. */
    T5Config config(Checkpoint checkpoint) throws CheckpointException {
        String block = "encoder.block.0.layer.";
        Header header = new Header(checkpoint, "");
        List<Long> table = header.shape(embedding, 2);
        List<Long> bias = header.shape(stored(bias(0)), 2);
        int buckets = bias.get(0).intValue();
        int heads = bias.get(1).intValue();
        int inner = header.size(stored(block + "0.SelfAttention.q.weight"), 2, 0);
        if (inner % heads != 0 || buckets % 4 != 0) {
            throw new CheckpointException(checkpoint.path() + " has " + inner + " attention features and a table of "
                    + "relative positions of shape " + bias + ", which do not fit together; fetch it again.");
        }
        return new T5Config(table.get(0).intValue(), table.get(1).intValue(), inner / heads,
                header.size(stored(block + "1.DenseReluDense.wo.weight"), 2, 1),
                header.count(ggml ? GgmlT5Names.BLOCKS : root + "encoder.block."), heads, buckets,
                Math.max(128, buckets), 1e-6, header.has(stored(block + "1.DenseReluDense.wi_0.weight")),
                projection(checkpoint), tables(checkpoint));
    }

    /** Whether it is a umT5, which has a table of relative positions in every block. */
    boolean tables(Checkpoint checkpoint) {
        return checkpoint.has(stored(bias(1)));
    }

    /** Shapes by name, part by part: embedding table, relative positions, each layer, final norm, projection. */
    static List<Map<String, List<Long>>> parts(T5Config config) {
        List<Map<String, List<Long>>> parts = new ArrayList<>();
        long model = config.dModel();
        parts.add(Map.of(TABLE, List.of((long) config.vocabSize(), model)));
        List<Long> table = List.of((long) config.buckets(), (long) config.heads());
        parts.add(Map.of(bias(0), table));
        for (int i = 0; i < config.layers(); i++) {
            Map<String, List<Long>> layer = layer(config, "encoder.block." + i + ".layer.");
            if (config.tables() && i > 0) {
                layer.put(bias(i), table);
            }
            parts.add(layer);
        }
        parts.add(Map.of(LAST, List.of(model)));
        config.projection().ifPresent(width -> parts.add(Map.of(
                PROJECTION + "0.weight", List.of((long) width, model),
                PROJECTION + "3.weight", List.of((long) width, (long) width))));
        return parts;
    }

    private static Map<String, List<Long>> layer(T5Config config, String prefix) {
        long model = config.dModel();
        long inner = (long) config.heads() * config.dKv();
        long dFf = config.dFf();
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        shapes.put(prefix + "0.layer_norm.weight", List.of(model));
        for (String name : List.of("q", "k", "v")) {
            shapes.put(prefix + "0.SelfAttention." + name + ".weight", List.of(inner, model));
        }
        shapes.put(prefix + "0.SelfAttention.o.weight", List.of(model, inner));
        shapes.put(prefix + "1.layer_norm.weight", List.of(model));
        for (String name : config.gated() ? List.of("wi_0", "wi_1") : List.of("wi")) {
            shapes.put(prefix + "1.DenseReluDense." + name + ".weight", List.of(dFf, model));
        }
        shapes.put(prefix + "1.DenseReluDense.wo.weight", List.of(model, dFf));
        return shapes;
    }
}
