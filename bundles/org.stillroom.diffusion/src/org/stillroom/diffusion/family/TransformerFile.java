// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.family.flux.FluxGuidance;
import org.stillroom.diffusion.family.flux.FluxTransformer;
import org.stillroom.diffusion.family.flux.OriginalFlux;
import org.stillroom.diffusion.family.sd3.OriginalSd3;
import org.stillroom.diffusion.family.sd3.Sd3Config;
import org.stillroom.diffusion.family.sd3.Sd3Transformer;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.SchedulerConfig;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.diffusion.weights.KeyPlan;
import org.stillroom.diffusion.weights.ScaledWeights;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.MissingFileException;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Weights;

/**
 * A transformer on disk, in one of the forms that users have: a diffusers folder with config.json and weights, whole or
 * in shards; a whole pipeline's folder; or a single .safetensors file in the original key layout of FLUX.1 or SD3,
 * alone or inside an all-in-one checkpoint. A config beside a single file, as NAME.json, goes before what its shapes
 * tell.
 */
public final class TransformerFile {

    private static final String IN_CHECKPOINTS = "model.diffusion_model.";

    private final Path weights;
    private final TransformerConfig config;
    private final SchedulerConfig scheduler;
    private final KeyPlan plan;

    private TransformerFile(Path weights, TransformerConfig config, SchedulerConfig scheduler, KeyPlan plan) {
        this.weights = weights;
        this.config = config;
        this.scheduler = scheduler;
        this.plan = plan;
    }

    /**
     * Reads config.json and headers; never weights.
     *
     * @throws MissingFileException if a folder has no config.json
     * @throws CheckpointException if it is no transformer of a known kind, its config cannot be used, or config and
     *         weights of a FLUX.1 disagree on guidance
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
                    + "choose a transformer's folder in diffusers' layout or a single .safetensors file.");
        }
        TransformerConfig config = config(ConfigFile.read(file));
        if (config instanceof FluxConfig flux) {
            FluxGuidance.requireAgreement(flux, new Header(Checkpoint.open(folder), ""));
        }
        Path beside = folder.resolveSibling("scheduler").resolve("scheduler_config.json");
        return new TransformerFile(folder, config, scheduler(config, beside), KeyPlan.same("", config.shapes()));
    }

    private static TransformerFile singleFile(Path path) throws CheckpointException {
        Checkpoint checkpoint = Checkpoint.open(path);
        ScaledWeights.refuse(checkpoint);
        Header header = header(checkpoint);
        Optional<TransformerConfig> given = configBeside(path, header);
        TransformerConfig config;
        KeyPlan plan;
        if (header.hasAny("double_blocks.0.")) {
            FluxConfig flux = given.isPresent() ? expect(FluxConfig.class, given.get(), path)
                    : OriginalFlux.config(header);
            plan = OriginalFlux.plan(header.prefix(), flux);
            config = flux;
        } else if (header.hasAny("joint_blocks.0.")) {
            Sd3Config sd3 = given.isPresent() ? expect(Sd3Config.class, given.get(), path)
                    : OriginalSd3.config(header);
            plan = OriginalSd3.plan(header.prefix(), sd3);
            config = sd3;
        } else if (header.hasAny("transformer_blocks.0.")) {
            config = given.orElseThrow(() -> header.problem("it is in diffusers' layout, which needs a config; choose "
                    + "its folder, or put the config beside it as " + configName(path)));
            plan = KeyPlan.same(header.prefix(), config.shapes());
        } else {
            throw header.problem("it holds no FLUX.1 or SD3 transformer (no double_blocks, joint_blocks or "
                    + "transformer_blocks); choose another file");
        }
        if (config instanceof FluxConfig flux) {
            FluxGuidance.requireAgreement(flux, header);
        }
        return new TransformerFile(path, config, defaults(config), plan);
    }

    /** Looks names up without the prefix that all-in-one checkpoints have. */
    private static Header header(Checkpoint checkpoint) {
        boolean prefixed = checkpoint.names().stream().anyMatch(name -> name.startsWith(IN_CHECKPOINTS));
        return new Header(checkpoint, prefixed ? IN_CHECKPOINTS : "");
    }

    /** Name of the file that may hold the config of a single file. */
    public static String configName(Path path) {
        String file = path.getFileName().toString();
        int dot = file.lastIndexOf('.');
        return (dot > 0 ? file.substring(0, dot) : file) + ".json";
    }

    private static Optional<TransformerConfig> configBeside(Path path, Header header) throws CheckpointException {
        Path named = path.resolveSibling(configName(path));
        if (Files.isRegularFile(named)) {
            return Optional.of(config(ConfigFile.read(named).within("transformer_config")));
        }
        Path plain = path.resolveSibling("config.json");
        // a folder of single files may hold the config.json of something else
        boolean diffusers = header.hasAny("transformer_blocks.0.") && Files.isRegularFile(plain);
        return diffusers ? Optional.of(config(ConfigFile.read(plain))) : Optional.empty();
    }

    private static TransformerConfig config(ConfigFile file) throws CheckpointException {
        String name = file.text("_class_name", "");
        return switch (name) {
            case "FluxTransformer2DModel" -> FluxConfig.read(file);
            case "SD3Transformer2DModel" -> Sd3Config.read(file);
            case "" -> {
                if (file.json().has("axes_dims_rope") || file.json().has("num_single_layers")) {
                    yield FluxConfig.read(file);
                } else if (file.json().has("pos_embed_max_size") || file.json().has("caption_projection_dim")) {
                    yield Sd3Config.read(file);
                }
                throw file.problem("it describes no FLUX.1 or SD3 transformer; choose a transformer's folder");
            }
            default -> throw file.problem("it describes a " + name + "; a FluxTransformer2DModel or "
                    + "SD3Transformer2DModel is expected");
        };
    }

    private static <C extends TransformerConfig> C expect(Class<C> kind, TransformerConfig config, Path path)
            throws CheckpointException {
        if (!kind.isInstance(config)) {
            throw new CheckpointException(path + " and the config beside it are of different models: the config says "
                    + config.family() + "; put the right one there.");
        }
        return kind.cast(config);
    }

    private static SchedulerConfig scheduler(TransformerConfig config, Path file) throws CheckpointException {
        return Files.isRegularFile(file) ? SchedulerConfig.read(ConfigFile.read(file)) : defaults(config);
    }

    private static SchedulerConfig defaults(TransformerConfig config) {
        return switch (config) {
            case FluxConfig flux -> flux.guidanceEmbeds() ? SchedulerConfig.FLUX_DEV : SchedulerConfig.FLUX_SCHNELL;
            case Sd3Config sd3 -> SchedulerConfig.SD3;
            default -> throw new IllegalStateException(config.family());
        };
    }

    public TransformerConfig config() {
        return config;
    }

    /** The pipeline's own scheduler, from the folder beside; else what the model was published with. */
    public SchedulerConfig scheduler() {
        return scheduler;
    }

    /**
     * Loads the weights, after a check that all tensors are there in the shapes that the config tells.
     *
     * @param cancelCheck throws to stop
     * @throws CheckpointException if a tensor or shard is missing, or the config contradicts the weights
     */
    public DiffusionTransformer load(Device device, DType dtype, Runnable cancelCheck) throws CheckpointException {
        Checkpoint checkpoint = Checkpoint.open(weights);
        ScaledWeights.refuse(checkpoint);
        Weights loaded = plan.load(checkpoint, device, dtype, cancelCheck);
        return switch (config) {
            case FluxConfig flux -> new FluxTransformer(flux, device, loaded);
            case Sd3Config sd3 -> new Sd3Transformer(sd3, device, loaded);
            default -> throw new IllegalStateException(config.family());
        };
    }
}
