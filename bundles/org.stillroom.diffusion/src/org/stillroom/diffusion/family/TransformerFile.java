// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stillroom.diffusion.lora.LoraPart;
import org.stillroom.diffusion.lora.LoraTargets;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.SchedulerConfig;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.weights.ConfigBeside;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.MissingFileException;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;

/**
 * A transformer on disk, in one of the forms that users have: a diffusers folder with config.json and weights, whole or
 * in shards; a whole pipeline's folder; or a single file in its family's original key layout, alone or
 * inside an all-in-one checkpoint. A config beside a single file, as NAME.json, goes before what its shapes tell.
 */
public final class TransformerFile {

    private static final String IN_CHECKPOINTS = "model.diffusion_model.";
    /** What other programs write in front of a transformer's names. */
    private static final List<String> BEFORE = List.of("diffusion_model.", "transformer.", "model.");
    private static final String DIFFUSERS = "transformer_blocks.0.";

    private final Path weights;
    private final FamilyModel model;
    private final SchedulerConfig scheduler;
    private final Layout layout;

    private TransformerFile(Path weights, FamilyModel model, SchedulerConfig scheduler, Layout layout) {
        this.weights = weights;
        this.model = model;
        this.scheduler = scheduler;
        this.layout = layout;
    }

    /**
     * Reads config.json and headers; never weights.
     *
     * @throws MissingFileException if a folder has no config.json
     * @throws CheckpointException if it is no transformer of a known family, its config cannot be used, or config and
     *         weights disagree
     */
    public static TransformerFile open(Path path) throws CheckpointException {
        return Files.isDirectory(path) ? folder(path) : singleFile(path);
    }

    private static TransformerFile folder(Path path) throws CheckpointException {
        Path inside = path.resolve("transformer");
        boolean pipeline = !Files.exists(path.resolve("config.json")) && Files.exists(inside.resolve("config.json"));
        Path folder = pipeline ? inside : path;
        Path file = folder.resolve("config.json");
        if (!Files.isRegularFile(file)) {
            throw new MissingFileException(path + " has no config.json; fetch it from where the model is from, or "
                    + "choose a transformer's folder in diffusers' layout or a single .safetensors or .gguf file.");
        }
        FamilyModel model = model(ConfigFile.read(file));
        model.check(() -> new Header(Checkpoint.open(folder), ""));
        Path beside = folder.resolveSibling("scheduler").resolve("scheduler_config.json");
        SchedulerConfig scheduler = Files.isRegularFile(beside) ? SchedulerConfig.read(ConfigFile.read(beside))
                : model.scheduler();
        return new TransformerFile(folder, model, scheduler, model.layout(""));
    }

    private static TransformerFile singleFile(Path path) throws CheckpointException {
        Checkpoint checkpoint = Checkpoint.open(path);
        Header header = header(checkpoint);
        Optional<FamilyModel> given = configBeside(path, header);
        Optional<ModelFamily> family = ModelFamily.of(header);
        FamilyModel model;
        Layout layout;
        if (family.isPresent()) {
            model = given.isPresent() ? expect(family.get(), given.get(), path) : family.get().read(header);
            layout = model.original(header.prefix());
            // as ComfyUI saves the scales of norms
            layout.accept(checkpoint, ".scale", ".weight");
        } else if (isDiffusers(header)) {
            model = given.orElseThrow(() -> header.problem("it is in diffusers' layout, which needs a config; choose "
                    + "its folder, or put the config beside it as " + ConfigBeside.name(path)));
            layout = model.layout(header.prefix());
        } else {
            throw header.problem("it holds no " + ModelFamily.labels() + " transformer; choose another file");
        }
        model.check(() -> header);
        // the headers are read already, so what cannot be computed with is told at once
        StoredModel.requireForms(checkpoint, layout);
        return new TransformerFile(path, model, model.scheduler(), layout);
    }

    /** Whether it has the key layout of diffusers' transformers, whatever their family. */
    public static boolean isDiffusers(Header header) {
        return header.hasAny(DIFFUSERS);
    }

    /** Looks names up without the prefix that all-in-one checkpoints and some other programs' files have. */
    public static Header header(Checkpoint checkpoint) {
        Header plain = new Header(checkpoint, "");
        return plain.hasAny(IN_CHECKPOINTS) ? new Header(checkpoint, IN_CHECKPOINTS)
                : BEFORE.stream().map(before -> new Header(checkpoint, before))
                        .filter(header -> ModelFamily.of(header).isPresent() || isDiffusers(header)).findFirst()
                        .orElse(plain);
    }

    /**
     * Whose latents the transformer in a checkpoint works on, as far as its header tells; empty if there is none of a
     * known family.
     */
    public static Optional<LatentSpace> latentSpace(Checkpoint checkpoint) {
        return ModelFamily.of(header(checkpoint)).map(ModelFamily::latentSpace);
    }

    private static Optional<FamilyModel> configBeside(Path path, Header header) throws CheckpointException {
        Optional<ConfigFile> named = ConfigBeside.of(path, ConfigBeside.TRANSFORMER, TransformerFile::describes);
        if (named.isPresent()) {
            return Optional.of(model(named.get()));
        }
        Path plain = path.resolveSibling("config.json");
        // a folder of single files may hold the config.json of something else
        boolean diffusers = isDiffusers(header) && Files.isRegularFile(plain);
        return diffusers ? Optional.of(model(ConfigFile.read(plain))) : Optional.empty();
    }

    private static boolean describes(ConfigFile file) {
        try {
            return file.has("_class_name") || ModelFamily.of(file).isPresent();
        } catch (CheckpointException e) {
            return false;
        }
    }

    private static FamilyModel model(ConfigFile file) throws CheckpointException {
        Optional<ModelFamily> family = ModelFamily.of(file);
        if (family.isPresent()) {
            return family.get().read(file);
        }
        String name = file.text("_class_name", "");
        throw file.problem(name.isEmpty()
                ? "it describes no " + ModelFamily.labels() + " transformer; choose a transformer's folder"
                : "it describes a " + name + "; expected is one of " + ModelFamily.all().stream()
                        .map(ModelFamily::className).collect(Collectors.joining(", ")));
    }

    private static FamilyModel expect(ModelFamily family, FamilyModel given, Path path) throws CheckpointException {
        if (given.family() != family) {
            throw new CheckpointException(path + " and the config beside it are of different models: the config says "
                    + given.config().family() + "; put the right one there.");
        }
        return given;
    }

    /** What it is. */
    public FamilyModel model() {
        return model;
    }

    public TransformerConfig config() {
        return model.config();
    }

    /** The pipeline's own scheduler, from the folder beside; else what the model was published with. */
    public SchedulerConfig scheduler() {
        return scheduler;
    }

    /** What LoRAs may change of it. */
    public LoraTargets loraTargets() {
        return new LoraTargets(config().family() + " transformer", Set.of(LoraPart.TRANSFORMER), config().parts(),
                Set.of(), model.original(""));
    }

    /**
     * The weights on disk, after a check that all tensors are there in the shapes that the config tells.
     *
     * @throws CheckpointException if a tensor or shard is missing, or the config contradicts the weights
     */
    public StoredModel stored() throws CheckpointException {
        return StoredModel.of(Checkpoint.open(weights), layout);
    }

    /** Names of the stored tensors that the transformer is made of. */
    public Set<String> storedNames() {
        return layout.stored().keySet();
    }

    /**
     * Opens the transformer for computing, after the check of {@link #stored()}.
     *
     * @param progress may stop it
     */
    public DiffusionTransformer open(Residence.Policy policy, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        return model.transformer(device, stored().open(policy, device, dtype, progress));
    }

    /** Like {@link #open}; all weights are kept until the transformer is closed. */
    public DiffusionTransformer load(Device device, DType dtype, Progress progress) throws CheckpointException {
        return open(Residence.Policy.KEEP, device, dtype, progress);
    }
}
