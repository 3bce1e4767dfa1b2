// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.ClipOutput;
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

/**
 * CLIP's text encoder, as transformers' {@code CLIPTextModel} and {@code CLIPTextModelWithProjection} compute it. May
 * be used by several threads at once.
 */
public final class ClipEncoder implements ResidentModel {

    public static final Program.Library LIBRARY =
            new Program.Library("clip", ClipEncoder.class, "clip.py", Blocks.LIBRARY);

    private final String name;
    private final ClipConfig config;
    private final Residence parts;
    private final Device device;

    private ClipEncoder(String name, ClipConfig config, Residence parts, Device device) {
        this.name = name;
        this.config = config;
        this.parts = parts;
        this.device = device;
    }

    /** Of a model with one encoder; otherwise like {@link #config(Path, Optional)}. */
    public static ClipConfig config(Path model) throws CheckpointException {
        return config(model, Optional.empty());
    }

    /**
     * What is known of a model without reading a weight: its config.json, or the shapes of a single file.
     *
     * @param model folder with config.json, or a single file
     * @param part which one is meant, where there may be several
     */
    public static ClipConfig config(Path model, Optional<ClipPart> part) throws CheckpointException {
        if (ModelFiles.hasConfig(model)) {
            return ClipConfig.read(ModelFiles.folder(model));
        }
        Checkpoint checkpoint = Checkpoint.open(model);
        ClipTensors tensors = ClipTensors.of(checkpoint, part);
        Optional<ConfigFile> beside = ConfigBeside.of(model, tensors.part(checkpoint).orElse(ClipPart.L).port()
                + "_config", ClipConfig::describes);
        return beside.isPresent() ? ClipConfig.of(beside.get()).withProjection(tensors.projection(checkpoint))
                : tensors.config(checkpoint, part);
    }

    /**
     * Loads all weights and keeps them until closed.
     *
     * @param model folder with config.json and weights, or a single file
     * @param dtype the numbers that are computed with
     * @throws CheckpointException if files are missing, damaged or contradict each other
     */
    public static ClipEncoder load(Path model, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        return open(model, Residence.Policy.KEEP, device, dtype, progress);
    }

    /** Like {@link #load}, with another residence: weights that are streamed are in memory a layer at a time. */
    public static ClipEncoder open(Path model, Residence.Policy policy, Device device, DType dtype,
            Progress progress) throws CheckpointException {
        return open(model, Optional.empty(), policy, device, dtype, progress);
    }

    /** @param part which one is meant, where the model may have several */
    public static ClipEncoder open(Path model, Optional<ClipPart> part, Residence.Policy policy, Device device,
            DType dtype, Progress progress) throws CheckpointException {
        ClipFiles files = ClipFiles.open(model, part);
        return new ClipEncoder(model.getFileName().toString(), files.config(),
                files.model().open(policy, device, dtype, progress), device);
    }

    public ClipConfig config() {
        return config;
    }

    /**
     * The same with other weights.
     *
     * @param change makes them of its own, which must stay open
     */
    public ClipEncoder with(UnaryOperator<Residence> change) {
        return new ClipEncoder(name, config, change.apply(parts), device);
    }

    public Device device() {
        return device;
    }

    /**
     * Encodes prompts.
     *
     * @param rows token ids, padded, the same number in each row
     * @param progress told after each layer
     * @throws IllegalArgumentException if an id is not in the vocabulary, or a row longer than the model's positions
     */
    public ClipOutput encode(List<List<Integer>> rows, Progress progress) throws CheckpointException {
        Program program = Program.load(LIBRARY);
        int layers = config.layers();
        try (Tensor ids = TokenRows.tensor(rows, config.vocabSize(), name, device)) {
            if (ids.size(1) > config.positions()) {
                throw new IllegalArgumentException(name + " reads at most " + config.positions()
                        + " tokens, but was given " + ids.size(1) + "; set the tokenizer's length to "
                        + config.positions() + " or less.");
            }
            try (Running running = new Running(parts.use(0, () -> progress.progress(0, layers),
                    w -> program.call("embed", ids, w)))) {
                for (int i = 0; i < layers - 1; i++) {
                    running.become(layer(program, running.states(), i, progress));
                }
                Tensor penultimate = running.states().to(Device.CPU, DType.F32);
                try {
                    running.become(layer(program, running.states(), layers - 1, progress));
                    progress.progress(layers, layers);
                    return pooled(program, running, rows, penultimate);
                } catch (CheckpointException | RuntimeException | Error e) {
                    penultimate.close();
                    throw e;
                }
            }
        }
    }

    /**
     * Encodes prompts and their negative prompts, all at once, so that weights that are streamed are read once.
     *
     * @param negatives as many as prompts, or none
     */
    public ClipEmbedding embed(List<List<Integer>> prompts, List<List<Integer>> negatives, Progress progress)
            throws CheckpointException {
        ClipOutput all = encode(Stream.concat(prompts.stream(), negatives.stream()).toList(), progress);
        if (negatives.isEmpty()) {
            return new ClipEmbedding(all, Optional.empty());
        }
        int count = prompts.size();
        try (all; Assembly made = new Assembly()) {
            ClipOutput prompt = made.add(rows(all, 0, count), ClipOutput::close);
            return made.finished(new ClipEmbedding(prompt, Optional.of(rows(all, count, 2 * count))));
        }
    }

    /** Copies of some rows. */
    private static ClipOutput rows(ClipOutput all, int from, int to) {
        try (Assembly made = new Assembly()) {
            Tensor pooled = made.add(all.pooled().slice(0, from, to));
            Optional<Tensor> projected = all.projected().map(each -> made.add(each.slice(0, from, to)));
            return made.finished(new ClipOutput(pooled, projected, all.penultimate().slice(0, from, to)));
        }
    }

    private Tensor layer(Program program, Tensor states, int layer, Progress progress) throws CheckpointException {
        return parts.use(1 + layer, () -> progress.progress(layer, config.layers()),
                w -> program.call("layer", states, w,
                layer, config.heads(), config.epsilon(), config.quickGelu()));
    }

    private ClipOutput pooled(Program program, Running running, List<List<Integer>> rows, Tensor penultimate)
            throws CheckpointException {
        Progress none = Progress.NONE;
        int last = 1 + config.layers();
        long[] ends = rows.stream().mapToLong(row -> endOfText(row, config.endOfText())).toArray();
        running.become(parts.use(last, none, w -> program.call("final_norm", running.states(), w, config.epsilon())));
        try (Tensor onCpu = Tensor.of(ends, ends.length); Tensor positions = onCpu.to(device, DType.I64)) {
            running.become(program.call("pool", running.states(), positions));
        }
        Tensor pooled = running.states().to(Device.CPU, DType.F32);
        if (config.projection().isEmpty()) {
            return new ClipOutput(pooled, Optional.empty(), penultimate);
        }
        try {
            running.become(parts.use(last + 1, none, w -> program.call("project", running.states(), w)));
            return new ClipOutput(pooled, Optional.of(running.states().to(Device.CPU, DType.F32)), penultimate);
        } catch (CheckpointException | RuntimeException | Error e) {
            pooled.close();
            throw e;
        }
    }

    /** Where the state to pool is: at the first such token, or at the first of the largest id for older configs. */
    private static int endOfText(List<Integer> row, int id) {
        int wanted = id == ClipConfig.LEGACY_END_OF_TEXT ? Collections.max(row) : id;
        // like the reference library, the first token where there is none
        return Math.max(0, row.indexOf(wanted));
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
