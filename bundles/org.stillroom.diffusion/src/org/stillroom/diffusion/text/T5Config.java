// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.CheckpointException;

/**
 * Sizes of a T5 encoder, by the names of transformers' {@code T5Config}.
 *
 * @param vocabSize rows of the embedding table
 * @param dModel features of a token inside the encoder
 * @param dKv features of one attention head
 * @param dFf features inside a feed-forward layer
 * @param layers number of blocks
 * @param heads attention heads of a block
 * @param buckets of relative positions
 * @param maxDistance from which on all positions share a bucket
 * @param epsilon added to the mean square by the RMS norm
 * @param gated gated GELU as in T5 v1.1, else the plain ReLU of the first T5
 * @param projection features of a token after DistillT5's final_projection, if there is one
 * @param tables whether every block has a table of relative positions, as in umT5, else the first one's is for all
 */
public record T5Config(
        int vocabSize,
        int dModel,
        int dKv,
        int dFf,
        int layers,
        int heads,
        int buckets,
        int maxDistance,
        double epsilon,
        boolean gated,
        OptionalInt projection,
        boolean tables) {

    private static final String UMT5 = "umt5";

    /** The class of DistillT5's students takes its output width from {@code out_dim}, and this where it is not said. */
    private static final int STUDENT_WIDTH = 4096;
    private static final Set<String> TYPES = Set.of("t5", "mt5", UMT5);

    /** One with a single table of relative positions. */
    public T5Config(int vocabSize, int dModel, int dKv, int dFf, int layers, int heads, int buckets, int maxDistance,
            double epsilon, boolean gated, OptionalInt projection) {
        this(vocabSize, dModel, dKv, dFf, layers, heads, buckets, maxDistance, epsilon, gated, projection, false);
    }

    /** Whether config.json in the folder is that of a T5. */
    public static boolean describes(Path folder) {
        return ModelFiles.isOfType(folder, TYPES);
    }

    /**
     * Reads config.json; no weight is read.
     *
     * @param folder with config.json
     * @throws CheckpointException if it is missing, damaged, or not that of a T5 encoder
     */
    public static T5Config read(Path folder) throws CheckpointException {
        return of(ConfigFile.read(folder.resolve("config.json")));
    }

    /** Whether a config is that of a T5. */
    static boolean describes(ConfigFile config) {
        return TYPES.contains(config.json().path("model_type").asText());
    }

    /** Reads a config; otherwise like {@link #read}. */
    static T5Config of(ConfigFile config) throws CheckpointException {
        String type = config.text("model_type", "t5");
        if (!TYPES.contains(type)) {
            throw config.problem("it is of a " + type + " model, expected t5; choose the folder of a T5 encoder, such "
                    + "as text_encoder_2 of FLUX or text_encoder_3 of SD3");
        }
        String feedForward = config.text("feed_forward_proj", "relu");
        if (!feedForward.equals("gated-gelu") && !feedForward.equals("relu")) {
            throw config.unsupported("feed_forward_proj", "only gated-gelu (T5 v1.1) or relu");
        }
        boolean student = ModelFiles.isArchitecture(config, "T5EncoderWithProjection") || config.has("project_in_dim");
        int dModel = config.required("d_model");
        T5Config read = new T5Config(config.required("vocab_size"), dModel, config.integer("d_kv", 64),
                config.required("d_ff"), config.required("num_layers", 1000), config.required("num_heads"),
                config.integer("relative_attention_num_buckets", 32),
                config.integer("relative_attention_max_distance", 128),
                ModelFiles.epsilon(config, "layer_norm_epsilon", 1e-6), feedForward.equals("gated-gelu"),
                student ? OptionalInt.of(config.integer("out_dim", STUDENT_WIDTH)) : OptionalInt.empty(),
                type.equals(UMT5));
        read.checkBuckets(config);
        return read;
    }

    /** Features of a token in the encoder's output. */
    public int embeddingWidth() {
        return projection.orElse(dModel);
    }

    /**
     * Memory that encoding takes beside the weights, in bytes.
     *
     * @param rows prompts at once
     * @param tokens of each
     * @param size bytes of a number that is computed with
     */
    public long workBytes(int rows, int tokens, int size) {
        long states = (long) rows * tokens * size;
        long attention = states * (3L * dModel + 5L * heads * dKv);
        long feedForward = states * (3L * dModel + 3L * dFf);
        // one table of positions is for all rows, and is there twice while it is made
        return Math.max(attention, feedForward) + 2L * heads * tokens * tokens * size;
    }

    /** Numbers of all weights. */
    public long parameters() {
        return shapes().values().stream().mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact)).sum();
    }

    /**
     * A student as DistillT5 has them, of the size of T5-Base.
     *
     * @param width that it gives
     */
    public static T5Config baseStudent(int width) {
        return new T5Config(32128, 768, 64, 2048, 12, 12, 32, 128, 1e-6, true, OptionalInt.of(width));
    }

    /** Shapes of all weights by their names in transformers' {@code T5EncoderModel}, as the programs take them. */
    public SortedMap<String, List<Long>> shapes() {
        SortedMap<String, List<Long>> shapes = new TreeMap<>();
        T5Tensors.parts(this).forEach(shapes::putAll);
        return shapes;
    }

    /** The same with what the weights say of output width and tables; they decide where config.json differs. */
    T5Config with(OptionalInt width, boolean inEveryBlock) {
        return new T5Config(vocabSize, dModel, dKv, dFf, layers, heads, buckets, maxDistance, epsilon, gated, width,
                inEveryBlock);
    }

    private void checkBuckets(ConfigFile config) throws CheckpointException {
        if (buckets % 4 != 0) {
            throw config.wrong("relative_attention_num_buckets", "a multiple of 4");
        }
        if (maxDistance <= buckets / 4) {
            throw config.wrong("relative_attention_max_distance", "more than " + buckets / 4);
        }
    }
}
