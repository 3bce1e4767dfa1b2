// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.family.DenoiserSettings;
import org.stillroom.diffusion.family.TextInputs;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Sampler;
import org.stillroom.diffusion.sampling.Watcher;
import org.stillroom.diffusion.text.ClipText;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.text.TokenizerKind;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.diffusion.vae.VaeDecoder;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.diffusion.weights.StoredModel;
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
    private final List<ClipText> clips;
    private final DiffusionTransformer transformer;
    private final VaeDecoder vae;

    private Pipeline(PipelineFolder folder, Optional<TextTokenizer> t5Tokenizer, List<ClipText> clips,
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
                t5 = Optional.of(made.add(TextTokenizer.open(parts.t5().get().tokenizer(), TokenizerKind.T5),
                        TextTokenizer::close));
            }
            List<ClipText> clips = new ArrayList<>();
            for (PipelineFolder.Text text : parts.clips()) {
                clips.add(made.add(ClipText.load(text.tokenizer(), text.encoder(), device, dtype, cancelCheck),
                        ClipText::close));
            }
            DiffusionTransformer transformer =
                    made.add(parts.transformer().load(device, dtype, cancelCheck), DiffusionTransformer::close);
            VaeDecoder vae = made.add(VaeFile.open(folder.resolve("vae"))
                    .loadDecoder(device, StoredModel.numbers(dtype, device), cancelCheck), VaeDecoder::close);
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
        Denoising denoising = denoising(request);
        boolean guided = denoising.takesNegative();
        try (Encoded encoded = encode(request, t5, guided ? request.negatives() : List.of(), watcher);
                Tensor noise = noise(request);
                Tensor latents = denoising.sample(transformer, noise, Optional.empty(), encoded.text(), watcher)) {
            return vae.pictures(latents, watcher::checkCancelled).orElseThrow(() -> new CheckpointException("A picture "
                    + "has values that are not finite numbers; the weights of the text encoder or of "
                    + folder.folder() + " may be damaged."));
        }
    }

    private Denoising denoising(PictureRequest request) {
        return new Denoising(folder.transformer(),
                new DenoiserSettings(folder.folder().toString(), request.steps(), request.guidance()));
    }

    /**
     * Measures how far another T5 is from the one that leads, without negative prompts.
     *
     * @param leading whose text the pictures are drawn with; both stay the caller's
     * @throws CheckpointException if weights cannot be read any more
     * @throws IllegalArgumentException if a tokenizer is not the one that an encoder was made for
     */
    public EncoderDifference difference(PictureRequest request, T5Encoder leading, T5Encoder other, Watcher watcher)
            throws CheckpointException {
        try (Encoded first = encode(request, Optional.of(leading), List.of(), watcher);
                Encoded second = encode(request, Optional.of(other), List.of(), watcher);
                Tensor noise = noise(request)) {
            double embedding = new Sampler(transformer).difference(second.text().t5().orElseThrow().hiddenStates(),
                    first.text().t5().orElseThrow().hiddenStates());
            return new EncoderDifference(embedding, denoising(request).difference(transformer, noise, first.text(),
                    second.text(), watcher));
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

    private Encoded encode(PictureRequest request, Optional<T5Encoder> t5, List<String> negatives, Watcher watcher)
            throws CheckpointException {
        Progress progress = watcher::checkCancelled;
        try (Assembly made = new Assembly()) {
            Optional<TextEmbedding> states = Optional.empty();
            if (t5.isPresent()) {
                TextTokenizer cuts = t5Tokenizer.orElseThrow();
                states = Optional.of(made.add(t5.get().embed(cuts.encode(request.prompts(), request.tokens()),
                        cuts.encode(negatives, request.tokens()), folder.transformer().model().padding(), progress),
                        TextEmbedding::close));
            }
            List<ClipEmbedding> pooled = new ArrayList<>();
            for (ClipText clip : clips) {
                pooled.add(made.add(clip.embed(request.prompts(), negatives, progress), ClipEmbedding::close));
            }
            return made.finished(new Encoded(new TextInputs(states, pooled.stream().findFirst(),
                    pooled.stream().skip(1).findFirst())));
        }
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
        clips.forEach(ClipText::close);
        transformer.close();
        vae.close();
    }
}
