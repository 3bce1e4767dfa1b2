// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.family.FamilyModel;
import org.stillroom.diffusion.family.TextInputs;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.sampling.Sampler;
import org.stillroom.diffusion.sampling.Sampling;
import org.stillroom.diffusion.sampling.Schedule;
import org.stillroom.diffusion.sampling.Watcher;
import org.stillroom.diffusion.text.ClipEncoder;
import org.stillroom.diffusion.text.ClipOutput;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.text.TokenizerKind;
import org.stillroom.diffusion.vae.PictureRange;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.diffusion.vae.VaeDecoder;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/**
 * A loaded pipeline: it tokenizes, encodes, samples and decodes, whatever its family. The T5 is given for each drawing,
 * so that encoders can be compared with all else the same.
 */
public final class Pipeline implements AutoCloseable {

    private final PipelineFolder folder;
    private final Optional<TextTokenizer> t5Tokenizer;
    private final List<Clip> clips;
    private final DiffusionTransformer transformer;
    private final VaeDecoder vae;

    /** A CLIP and its tokenizer. */
    private record Clip(TextTokenizer tokenizer, ClipEncoder encoder) implements AutoCloseable {

        @Override
        public void close() {
            tokenizer.close();
            encoder.close();
        }
    }

    private Pipeline(PipelineFolder folder, Optional<TextTokenizer> t5Tokenizer, List<Clip> clips,
            DiffusionTransformer transformer, VaeDecoder vae) {
        this.folder = folder;
        this.t5Tokenizer = t5Tokenizer;
        this.clips = clips;
        this.transformer = transformer;
        this.vae = vae;
    }

    /**
     * Loads all but the T5.
     *
     * @param folder in diffusers' layout
     * @param cancelCheck throws to stop
     * @throws CheckpointException if files are missing, damaged or do not fit each other
     */
    public static Pipeline open(Path folder, Device device, DType dtype, Progress cancelCheck)
            throws CheckpointException {
        PipelineFolder parts = PipelineFolder.open(folder);
        try (Assembly made = new Assembly()) {
            Optional<TextTokenizer> t5 = Optional.empty();
            if (parts.t5().isPresent()) {
                t5 = Optional.of(made.add(TextTokenizer.open(parts.t5().get().tokenizer()), TextTokenizer::close));
            }
            List<Clip> clips = new ArrayList<>();
            for (PipelineFolder.Text text : parts.clips()) {
                TextTokenizer tokenizer = made.add(TextTokenizer.open(text.tokenizer()), TextTokenizer::close);
                clips.add(new Clip(tokenizer, made.add(
                        ClipEncoder.load(text.encoder(), device, dtype, cancelCheck), ClipEncoder::close)));
            }
            DiffusionTransformer transformer =
                    made.add(parts.transformer().load(device, dtype, cancelCheck), DiffusionTransformer::close);
            VaeDecoder vae = made.add(VaeFile.open(folder.resolve("vae")).loadDecoder(device, dtype, cancelCheck),
                    VaeDecoder::close);
            return made.finished(new Pipeline(parts, t5, List.copyOf(clips), transformer, vae));
        }
    }

    /** What was opened. */
    public PipelineFolder folder() {
        return folder;
    }

    /**
     * Draws pictures.
     *
     * @param t5 whose embeddings the family takes; it stays the caller's
     * @return [pictures, 3, height, width] in [0, 1], float32 on the CPU; the caller closes it
     * @throws CheckpointException if weights cannot be read any more, or are damaged so that values become infinite
     * @throws IllegalArgumentException if a tokenizer is not the one that an encoder was made for
     */
    public Tensor draw(PictureRequest request, Optional<T5Encoder> t5, Watcher watcher) throws CheckpointException {
        FamilyModel model = folder.transformer().model();
        int patch = VaeConfig.SCALE * model.config().patchSize();
        Schedule schedule = model.schedule(folder.transformer().scheduler(), request.steps(),
                request.height() / patch * (request.width() / patch));
        boolean guided = !request.negatives().isEmpty() && model.takesNegative(request.guidance());
        try (Encoded encoded = encode(request, t5, guided, watcher);
                Prompt prompt = model.prompt(encoded.text(), false);
                Prompt negative = guided ? model.prompt(encoded.text(), true) : null;
                Tensor noise = noise(request);
                Tensor latents = new Sampler(transformer).sample(new Sampling(schedule, 0, noise, Optional.empty(),
                        prompt, Optional.ofNullable(negative), request.guidance()), watcher);
                Tensor decoded = vae.decode(latents, watcher::checkCancelled)) {
            if (!decoded.finite()) {
                throw new CheckpointException("A picture has values that are not finite numbers; the weights of the "
                        + "text encoder or of " + folder.folder() + " may be damaged.");
            }
            return PictureRange.toPicture(decoded);
        }
    }

    /** What the encoders gave, closed together. */
    private record Encoded(TextInputs text) implements AutoCloseable {

        @Override
        public void close() {
            text.t5().ifPresent(TextEmbedding::close);
            text.clipL().ifPresent(ClipEmbedding::close);
            text.clipG().ifPresent(ClipEmbedding::close);
        }
    }

    private Encoded encode(PictureRequest request, Optional<T5Encoder> t5, boolean guided, Watcher watcher)
            throws CheckpointException {
        Progress progress = watcher::checkCancelled;
        try (Assembly made = new Assembly()) {
            Optional<TextEmbedding> states = Optional.empty();
            if (t5.isPresent()) {
                states = Optional.of(made.add(t5(request, t5.get(), guided, progress), TextEmbedding::close));
            }
            List<ClipEmbedding> pooled = new ArrayList<>();
            for (Clip clip : clips) {
                pooled.add(made.add(clip(request, clip, guided, progress), ClipEmbedding::close));
            }
            return made.finished(new Encoded(new TextInputs(states, pooled.stream().findFirst(),
                    pooled.stream().skip(1).findFirst())));
        }
    }

    private TextEmbedding t5(PictureRequest request, T5Encoder encoder, boolean guided, Progress progress)
            throws CheckpointException {
        T5Encoder.Padding padding = folder.transformer().model().padding();
        List<List<Integer>> rows = ids(t5Tokenizer.orElseThrow(), request.prompts(), request.tokens());
        List<List<Integer>> negatives =
                guided ? ids(t5Tokenizer.orElseThrow(), request.negatives(), request.tokens()) : List.of();
        List<Integer> lengths = new ArrayList<>();
        if (padding == T5Encoder.Padding.MASKED) {
            rows.forEach(row -> lengths.add(T5Encoder.length(row)));
            negatives.forEach(row -> lengths.add(T5Encoder.length(row)));
        }
        try (Assembly made = new Assembly()) {
            Tensor states = made.add(encoder.encode(rows, padding, progress));
            Optional<Tensor> other = negatives.isEmpty() ? Optional.empty()
                    : Optional.of(encoder.encode(negatives, padding, progress));
            return made.finished(new TextEmbedding(states, other, lengths));
        }
    }

    private static ClipEmbedding clip(PictureRequest request, Clip clip, boolean guided, Progress progress)
            throws CheckpointException {
        try (Assembly made = new Assembly()) {
            ClipEmbedding.Prompt prompt =
                    made.add(clip(request.prompts(), clip, progress), ClipEmbedding.Prompt::close);
            return made.finished(new ClipEmbedding(prompt,
                    guided ? Optional.of(clip(request.negatives(), clip, progress)) : Optional.empty()));
        }
    }

    private static ClipEmbedding.Prompt clip(List<String> texts, Clip clip, Progress progress)
            throws CheckpointException {
        ClipOutput output = clip.encoder().encode(
                ids(clip.tokenizer(), texts, TokenizerKind.CLIP.usualLength()), progress);
        return new ClipEmbedding.Prompt(output.pooled(), output.projected(), output.penultimate());
    }

    private static List<List<Integer>> ids(TextTokenizer tokenizer, List<String> texts, int length) {
        return texts.stream().map(text -> tokenizer.encode(text, length)).toList();
    }

    private Tensor noise(PictureRequest request) {
        int channels = folder.transformer().config().latentChannels();
        List<Tensor> each = new ArrayList<>();
        try {
            request.seeds().forEach(seed -> each.add(Tensor.randn(seed, 1, channels,
                    request.height() / VaeConfig.SCALE, request.width() / VaeConfig.SCALE)));
            return Tensor.cat(0, each);
        } finally {
            each.forEach(Tensor::close);
        }
    }

    @Override
    public void close() {
        t5Tokenizer.ifPresent(TextTokenizer::close);
        clips.forEach(Clip::close);
        transformer.close();
        vae.close();
    }
}
