// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.family.DenoiserSettings;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.family.flux.FluxTransformer;
import org.stillroom.diffusion.pipeline.Denoising;
import org.stillroom.diffusion.sampling.Schedule;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.diffusion.vae.VaeDecoder;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * The FLUX pipeline that a student learns from, in diffusers' layout: the frozen denoiser, the T5 that is to be
 * replaced, and their tokenizers.
 */
public final class FluxTeacher implements AutoCloseable {

    private static final String VAE = "vae";
    private static final String LAST_NORM = "encoder.final_layer_norm.weight";
    private static final String LAST_LAYER = "proj_out.weight";

    private final TeacherSizes sizes;
    private final Device device;
    private final DType dtype;
    private final TransformerFile file;
    private final FluxConfig config;
    private final TeacherText text;
    private final Optional<Weights> denoiser;

    private FluxTeacher(TeacherSizes sizes, Device device, DType dtype, TransformerFile file, TeacherText text,
            Optional<Weights> denoiser) {
        this.sizes = sizes;
        this.device = device;
        this.dtype = dtype;
        this.file = file;
        this.config = (FluxConfig) file.config();
        this.text = text;
        this.denoiser = denoiser;
    }

    /**
     * Loads what the options need of a pipeline: the denoiser only for {@link DistillOptions.Method#VISION}, CLIP only
     * for real pooled projections. The autoencoder is loaded only while pictures to look at are made.
     *
     * @param pipeline folder with transformer, scheduler, text_encoder_2 and tokenizer_2; text_encoder and tokenizer
     *        for real pooled projections; vae for pictures to look at
     * @param dtype of the denoiser and the teacher: BF16 on a GPU, F32 on a CPU. Not F16, in which T5-XXL overflows
     * @param progress may stop it
     * @throws CheckpointException if files are missing or damaged
     * @throws TrainingException if its parts do not fit each other, or it is no FLUX pipeline
     */
    public static FluxTeacher open(Path pipeline, Device device, DType dtype, DistillOptions options,
            Progress progress) throws CheckpointException {
        TransformerFile file = TransformerFile.open(pipeline);
        TeacherSizes sizes = TeacherSizes.read(pipeline, file);
        FluxConfig flux = (FluxConfig) file.config();
        boolean vision = options.method() == DistillOptions.Method.VISION;
        try (Assembly made = new Assembly()) {
            TeacherText text = made.add(TeacherText.open(pipeline, flux, device, dtype,
                    vision && options.text().pooled(), progress), TeacherText::close);
            Optional<Weights> denoiser = vision ? Optional.of(denoiser(file, device, dtype, progress))
                    : Optional.empty();
            return made.finished(new FluxTeacher(sizes, device, dtype, file, text, denoiser));
        }
    }

    /** Large files are mapped on the CPU and copied from there, so that a device never holds the weights twice. */
    private static Weights denoiser(TransformerFile file, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        StoredModel stored = file.stored();
        try (Weights loaded = stored.loadPlain(stored.names(), Device.CPU, dtype, progress)) {
            return loaded.trainable(device, dtype);
        }
    }

    /** Where it was loaded from, and what a student must fit. */
    public TeacherSizes sizes() {
        return sizes;
    }

    Device device() {
        return device;
    }

    TeacherText text() {
        return text;
    }

    /** The denoiser, frozen; it stays this one's. */
    FluxTransformer denoiser() {
        return new FluxTransformer(config, device, Residence.of(weights()));
    }

    /** The denoiser's weights, frozen; they stay this one's. */
    Weights weights() {
        return denoiser.orElseThrow();
    }

    /** Double blocks, single blocks, heads, 1 if guided, axes of the rotary positions: as distill.py takes them. */
    List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>(List.of(config.numLayers(), config.numSingleLayers(),
                config.numAttentionHeads(), config.guidanceEmbeds() ? 1 : 0));
        numbers.addAll(config.axesDimsRope());
        return numbers;
    }

    /** What it is, to tell its checkpoints from those of others: sizes, and weights that any training changes. */
    String description() throws CheckpointException {
        String sizes = config + ", " + text.config();
        try (Tensor norm = text.stored(LAST_NORM)) {
            return sizes + " " + fingerprint(norm) + denoiser.map(FluxTeacher::lastLayer).orElse("");
        }
    }

    private static String lastLayer(Weights weights) {
        try (Tensor layer = weights.get(LAST_LAYER)) {
            return " " + fingerprint(layer);
        }
    }

    static String fingerprint(Tensor tensor) {
        return Integer.toHexString(Arrays.hashCode(tensor.floats()));
    }

    /**
     * The timesteps of training, as diffusers sets them where no sigmas are given.
     *
     * @param size in pixels
     */
    Schedule schedule(int timesteps, int size) {
        int side = size / VaeConfig.SCALE / config.patchSize();
        return Schedule.sd3(file.scheduler(), timesteps, side * side);
    }

    /** How it draws, as in any pipeline. */
    Denoising denoising(int steps, double guidance) {
        return new Denoising(file, new DenoiserSettings(sizes.pipeline().toString(), steps, guidance));
    }

    /**
     * Shape of the latents of a batch.
     *
     * @param size in pixels
     */
    long[] latents(int batch, int size) {
        return new long[] {batch, config.latentChannels(), size / VaeConfig.SCALE, size / VaeConfig.SCALE};
    }

    /** Whether it can draw pictures: it has a denoiser, and its folder an autoencoder. */
    boolean draws() {
        return denoiser.isPresent() && Files.isDirectory(sizes.pipeline().resolve(VAE));
    }

    /** The autoencoder's decoder, loaded anew; the caller closes it. */
    VaeDecoder decoder() throws CheckpointException {
        return VaeFile.open(sizes.pipeline().resolve(VAE)).loadDecoder(device, dtype, Progress.NONE);
    }

    @Override
    public void close() {
        text.close();
        denoiser.ifPresent(Weights::close);
    }
}
