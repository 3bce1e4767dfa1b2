// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.diffusion.weights.Blocks;
import org.stillroom.diffusion.weights.ConfigBeside;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.models.ResidentModel;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * The encoder of a T5 (v1.1 of any size, the first T5, mT5 or umT5), or a DistillT5 student with its projection, as
 * transformers and DistillT5's {@code T5EncoderWithProjection} compute it. May be used by several threads at once.
 */
public final class T5Encoder implements ResidentModel {

    public static final Program.Library LIBRARY =
            new Program.Library("t5", T5Encoder.class, "t5.py", Blocks.LIBRARY);

    private final String name;
    private final T5Config config;
    private final Residence parts;
    private final Device device;

    private T5Encoder(String name, T5Config config, Residence parts, Device device) {
        this.name = name;
        this.config = config;
        this.parts = parts;
        this.device = device;
    }

    /**
     * One whose weights are in memory already.
     *
     * @param weights in the parts of the config; taken over
     */
    public static T5Encoder of(String name, T5Config config, Residence weights, Device device) {
        return new T5Encoder(name, config, weights, device);
    }

    /**
     * What is known of a model without reading a weight: its config.json, or the shapes of a single file.
     *
     * @param model folder with config.json, or a single file
     */
    public static T5Config config(Path model) throws CheckpointException {
        if (ModelFiles.hasConfig(model)) {
            return T5Config.read(ModelFiles.folder(model));
        }
        Optional<ConfigFile> beside = ConfigBeside.of(model, ConfigBeside.T5, T5Config::describes);
        if (beside.isPresent()) {
            return T5Config.of(beside.get());
        }
        Checkpoint checkpoint = Checkpoint.open(model);
        return T5Tensors.of(checkpoint).config(checkpoint);
    }

    /**
     * Loads all weights and keeps them until closed.
     *
     * @param model folder with config.json and weights, or a single file
     * @param dtype the numbers that are computed with
     * @throws CheckpointException if files are missing, damaged or contradict each other
     */
    public static T5Encoder load(Path model, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        return open(model, Residence.Policy.KEEP, device, dtype, progress);
    }

    /** Like {@link #load}, with another residence: weights that are streamed are in memory a layer at a time. */
    public static T5Encoder open(Path model, Residence.Policy policy, Device device, DType dtype,
            Progress progress) throws CheckpointException {
        T5Files files = T5Files.open(model);
        return new T5Encoder(model.getFileName().toString(), files.config(),
                files.model().open(policy, device, dtype, progress), device);
    }

    public T5Config config() {
        return config;
    }

    /**
     * The same with other weights.
     *
     * @param change makes them of its own, which must stay open
     */
    public T5Encoder with(UnaryOperator<Residence> change) {
        return new T5Encoder(name, config, change.apply(parts), device);
    }

    public Device device() {
        return device;
    }

    /** What tokens see of the padding behind a prompt. */
    public enum Padding {

        /** It takes part like other tokens, as FLUX and SD3 expect. */
        ATTENDED,
        /** Nobody sees it, as Chroma expects. */
        MASKED
    }

    /** Encodes prompts with {@link Padding#ATTENDED}. */
    public Tensor encode(List<List<Integer>> rows, Progress progress) throws CheckpointException {
        return encode(rows, Padding.ATTENDED, progress);
    }

    /**
     * Tokens of a row before its padding, which is id 0 at the end; at least 1.
     *
     * @param row as a tokenizer pads it
     */
    public static int length(List<Integer> row) {
        int length = row.size();
        while (length > 1 && row.get(length - 1) == 0) {
            length--;
        }
        return length;
    }

    /**
     * Encodes prompts.
     *
     * @param rows token ids, the same number in each row
     * @param padding what is behind the {@link #length} of each row
     * @param progress told after each layer
     * @return [rows, tokens, {@link T5Config#embeddingWidth}], fp32 on the CPU; rows of padding, too
     * @throws CheckpointException if streamed weights cannot be read any more
     * @throws IllegalArgumentException if an id is not in the vocabulary
     */
    public Tensor encode(List<List<Integer>> rows, Padding padding, Progress progress) throws CheckpointException {
        Program program = Program.load(LIBRARY);
        int layers = config.layers();
        Progress first = () -> progress.progress(0, layers);
        Progress last = () -> progress.progress(layers, layers);
        try (Tensor ids = TokenRows.tensor(rows, config.vocabSize(), name, device);
                Running running = new Running(parts.use(0, first, w -> program.call("embed", ids, w)));
                Tensor bias = parts.use(1, first, w -> bias(program, w, 0, rows, padding))) {
            for (int i = 0; i < layers; i++) {
                int layer = i;
                running.become(parts.use(2 + i, () -> progress.progress(layer, layers), w -> {
                    if (layer == 0 || !config.tables()) {
                        return layer(program, running.states(), bias, w, layer);
                    }
                    try (Tensor own = bias(program, w, layer, rows, padding)) {
                        return layer(program, running.states(), own, w, layer);
                    }
                }));
            }
            running.become(parts.use(2 + layers, last,
                    w -> program.call("final_norm", running.states(), w, config.epsilon())));
            if (config.projection().isPresent()) {
                running.become(parts.use(3 + layers, last, w -> program.call("project", running.states(), w)));
            }
            return running.states().to(Device.CPU, DType.F32);
        }
    }

    /**
     * Encodes prompts and their negative prompts, all at once, so that weights that are streamed are read once.
     *
     * @param negatives as many as prompts, or none
     */
    public TextEmbedding embed(List<List<Integer>> prompts, List<List<Integer>> negatives, Padding padding,
            Progress progress) throws CheckpointException {
        List<List<Integer>> rows = Stream.concat(prompts.stream(), negatives.stream()).toList();
        List<Integer> lengths =
                padding == Padding.ATTENDED ? List.of() : rows.stream().map(T5Encoder::length).toList();
        Tensor all = encode(rows, padding, progress);
        if (negatives.isEmpty()) {
            return new TextEmbedding(all, Optional.empty(), lengths);
        }
        int count = prompts.size();
        try (all; Assembly made = new Assembly()) {
            Tensor states = made.add(all.slice(0, 0, count));
            return made.finished(new TextEmbedding(states, Optional.of(all.slice(0, count, rows.size())), lengths));
        }
    }

    private Tensor layer(Program program, Tensor states, Tensor bias, Weights weights, int layer) {
        return program.call("layer", states, bias, weights, layer, config.heads(), config.epsilon(), config.gated());
    }

    /** Added to the scores of attention. */
    private Tensor bias(Program program, Weights weights, int layer, List<List<Integer>> rows, Padding padding) {
        Tensor position = program.call("position_bias", weights, layer, rows.get(0).size(), config.maxDistance());
        if (padding == Padding.ATTENDED) {
            return position;
        }
        long[] lengths = rows.stream().mapToLong(T5Encoder::length).toArray();
        try (position; Tensor onCpu = Tensor.of(lengths, lengths.length);
                Tensor there = onCpu.to(position.device(), DType.I64)) {
            return program.call("without_padding", position, there);
        }
    }

    @Override
    public long bytes() {
        return parts.bytes();
    }

    @Override
    public void close() {
        parts.close();
    }
}
