// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.sampling.Sampler;
import org.stillroom.diffusion.sampling.Sampling;
import org.stillroom.diffusion.sampling.Schedule;
import org.stillroom.diffusion.text.ClipEncoder;
import org.stillroom.diffusion.text.ClipOutput;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.text.TokenizerKind;
import org.stillroom.diffusion.vae.PictureRange;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.diffusion.vae.VaeDecoder;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.evaluation.measures.Pictures;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Draws with a family's loaded parts and any encoder, as the nodes of a graph do. */
public final class Painter implements AutoCloseable {

    private final Family family;
    private final TextTokenizer t5Tokenizer;
    private final TextTokenizer clipTokenizer;
    private final ClipEncoder clip;
    private final DiffusionTransformer transformer;
    private final VaeDecoder vae;

    private Painter(Family family, TextTokenizer t5Tokenizer, TextTokenizer clipTokenizer, ClipEncoder clip,
            DiffusionTransformer transformer, VaeDecoder vae) {
        this.family = family;
        this.t5Tokenizer = t5Tokenizer;
        this.clipTokenizer = clipTokenizer;
        this.clip = clip;
        this.transformer = transformer;
        this.vae = vae;
    }

    /**
     * @param dtype float32 on a CPU
     * @throws CheckpointException if files of the family are missing or damaged
     */
    public static Painter load(Family family, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        Path folder = family.folder();
        try (Assembly parts = new Assembly()) {
            TextTokenizer t5 = parts.add(TextTokenizer.open(folder.resolve("tokenizer_2")), TextTokenizer::close);
            TextTokenizer clipTokenizer =
                    parts.add(TextTokenizer.open(folder.resolve("tokenizer")), TextTokenizer::close);
            ClipEncoder clip = parts.add(ClipEncoder.load(folder.resolve("text_encoder"), device, dtype, progress),
                    ClipEncoder::close);
            DiffusionTransformer transformer = parts.add(family.transformer().load(device, dtype, progress),
                    DiffusionTransformer::close);
            VaeDecoder vae = parts.add(VaeFile.open(folder.resolve("vae")).loadDecoder(device, dtype, progress),
                    VaeDecoder::close);
            return parts.finished(new Painter(family, t5, clipTokenizer, clip, transformer, vae));
        }
    }

    /**
     * Draws some pictures at once, each from the noise of its prompt and seed.
     *
     * @param wanted {@link Drawing#batch()} or fewer
     * @throws EvaluationException if the encoder cannot read a prompt, or values become infinite
     */
    public List<RgbImage> draw(List<Wanted> wanted, T5Encoder encoder, Drawing drawing, Progress progress)
            throws CheckpointException {
        Schedule schedule = Schedule.flux(family.transformer().scheduler(), drawing.steps(), tokens(drawing));
        try (Tensor text = text(wanted, encoder);
                Tensor pooled = pooled(wanted);
                Tensor noise = noise(wanted, drawing);
                Tensor latents = new Sampler(transformer).sample(new Sampling(schedule, 0, noise, Optional.empty(),
                        new Prompt(text, pooled), Optional.empty(), drawing.guidance()), progress::checkCancelled);
                Tensor decoded = vae.decode(latents, progress::checkCancelled)) {
            if (!decoded.finite()) {
                throw new EvaluationException("A picture drawn with the encoder has values that are not finite "
                        + "numbers; the weights of the encoder or of " + family.folder() + " may be damaged.");
            }
            try (Tensor pictures = PictureRange.toPicture(decoded)) {
                return Pictures.images(pictures);
            }
        }
    }

    /** Tokens of a picture. */
    private int tokens(Drawing drawing) {
        int side = drawing.size() / VaeConfig.SCALE / family.config().patchSize();
        return side * side;
    }

    private Tensor text(List<Wanted> wanted, T5Encoder encoder) throws CheckpointException {
        List<List<Integer>> ids =
                wanted.stream().map(each -> t5Tokenizer.encode(each.prompt(), family.tokens())).toList();
        try {
            return encoder.encode(ids, Progress.NONE);
        } catch (IllegalArgumentException e) {
            throw new EvaluationException(e.getMessage() + " The tokenizer in " + family.folder()
                    + " is not the one that the encoder was made for.", e);
        }
    }

    private Tensor pooled(List<Wanted> wanted) throws CheckpointException {
        List<List<Integer>> ids = wanted.stream()
                .map(each -> clipTokenizer.encode(each.prompt(), TokenizerKind.CLIP.usualLength())).toList();
        try (ClipOutput output = clip.encode(ids, Progress.NONE)) {
            return output.pooled().to(Device.CPU, DType.F32);
        }
    }

    private Tensor noise(List<Wanted> wanted, Drawing drawing) {
        int side = drawing.size() / VaeConfig.SCALE;
        List<Tensor> each = new ArrayList<>();
        try {
            wanted.forEach(one -> each.add(Tensor.randn(one.noise(), 1, family.config().latentChannels(), side, side)));
            return Tensor.cat(0, each);
        } finally {
            each.forEach(Tensor::close);
        }
    }

    @Override
    public void close() {
        t5Tokenizer.close();
        clipTokenizer.close();
        clip.close();
        transformer.close();
        vae.close();
    }
}
