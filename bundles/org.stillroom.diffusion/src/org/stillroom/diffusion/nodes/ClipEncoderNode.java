// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.lora.AdaptedResidence;
import org.stillroom.diffusion.text.ClipConfig;
import org.stillroom.diffusion.text.ClipEncoder;
import org.stillroom.diffusion.text.ClipFiles;
import org.stillroom.diffusion.text.ClipPart;
import org.stillroom.diffusion.text.EmbeddingFile;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.Identity;
import org.stillroom.nodes.contract.LastingFunction;
import org.stillroom.nodes.contract.MemoryForecast;
import org.stillroom.nodes.contract.ModelMemory;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Settled;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/** Turns CLIP tokens into pooled, projected and sequence embeddings. */
public final class ClipEncoderNode implements LastingFunction, MemoryForecast {

    private static final String MODEL = "model";
    private static final String PART = "part";

    @Override
    public void configure(ConfigureContext context) {
        Optional<Path> model = ModelLoading.find(context, MODEL);
        Optional<TokenIds.Info> tokens = context.input("tokens", TokenIds.Info.class);
        try {
            if (tokens.isPresent()) {
                EncoderTokens.check(tokens.get().kind(), TokenIds.Kind.CLIP);
            }
            if (model.isPresent()) {
                Optional<ClipPart> part = chosen(context, model.get());
                Path path = part(model.get(), part);
                ClipConfig config = config(path, part);
                int length = tokens.map(TokenIds.Info::length).orElse(0);
                if (length > config.positions()) {
                    throw new NodeException("tokens", length + " tokens arrive, but " + context.parameters().text(MODEL)
                            + " reads at most " + config.positions() + "; set the tokenizer's length to 0 or to "
                            + config.positions() + ".");
                }
                context.output("embedding", new ClipEmbedding.Info(length, config.hiddenSize(),
                        config.projection().orElse(0), tokens.map(TokenIds.Info::negative).orElse(false),
                        context.parameters().text(MODEL)));
                LoraInput.ofClip(config, part).check(context);
            }
        } catch (NodeException e) {
            context.error(e);
        }
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        TokenIds tokens = context.input("tokens", TokenIds.class);
        Optional<ClipPart> part = meant(context);
        Path model = part(ModelLoading.find(context, MODEL), part);
        ModelLoading.use(context, MODEL, model, part.map(ClipPart::label).orElse(""), ClipEncoder.class,
                (path, policy, device, dtype, cancel) -> ClipEncoder.open(path, part, policy, device, dtype, cancel),
                encoder -> context.output("embedding", adapted(context, encoder, part, tokens)));
    }

    @Override
    public Optional<ModelMemory> memory(ConfigureContext context, String device) throws NodeException {
        Path whole = ModelLoading.find(context, MODEL).orElseThrow(() -> new NodeException(MODEL, "is missing"));
        Optional<ClipPart> part = chosen(context, whole);
        Path model = part(whole, part);
        return ModelLoading.explained(MODEL, () -> {
            ClipFiles files = ClipFiles.open(model, part);
            Optional<TokenIds.Info> tokens = context.input("tokens", TokenIds.Info.class);
            int rows = tokens.filter(TokenIds.Info::negative).isPresent() ? 2 : 1;
            int length = tokens.map(TokenIds.Info::length).orElse(0);
            return Optional.of(ModelForecast.of(context, device).of(new ModelForecast.Facts(ClipEncoder.class, model,
                    part.map(ClipPart::label).orElse(""), files.model(), List.of(), 1,
                    numbers -> files.config().workBytes(rows, length, numbers.size())), List.of()));
        });
    }

    @Override
    public Identity identity(ExecuteContext context) throws NodeException, IOException {
        Optional<ClipPart> part = meant(context);
        Path model = part(ModelLoading.find(context, MODEL), part);
        ClipConfig config = config(model, part);
        return EncoderIdentity.of(context, context.parameters().text(MODEL), model, ClipEncoder.LIBRARY, config,
                LoraInput.ofClip(config, part).applied(context)).and("part", part.map(ClipPart::label).orElse("only"));
    }

    @Override
    public String fileType() {
        return EmbeddingFile.TYPE;
    }

    @Override
    public AtomicFile.Content content(Identity identity, Map<String, Object> outputs) {
        return EmbeddingFile.content(identity, (ClipEmbedding) outputs.get("embedding"));
    }

    @Override
    public Map<String, Object> read(Path file, Identity identity) throws IOException {
        return Map.of("embedding", EmbeddingFile.clip(file, identity));
    }

    private static Optional<ClipPart> meant(ExecuteContext context) {
        return ClipPart.of(context.parameters().text(PART))
                .or(() -> context.settled(PART).map(Settled::value).flatMap(ClipPart::of));
    }

    private static ClipConfig config(Path model, Optional<ClipPart> part) throws NodeException {
        return ModelLoading.explained(MODEL, model, ModelKind.CLIP, () -> ClipFiles.open(model, part).config());
    }

    private static ClipEmbedding adapted(ExecuteContext context, ClipEncoder encoder, Optional<ClipPart> part,
            TokenIds tokens) throws NodeException {
        List<AdaptedResidence.Applied> loras = LoraInput.ofClip(encoder.config(), part).applied(context);
        if (loras.isEmpty()) {
            return encode(context, encoder, tokens);
        }
        try (ClipEncoder changed = encoder.with(weights ->
                LoraInput.over(weights, encoder.device(), loras, context))) {
            return encode(context, changed, tokens);
        }
    }

    private static ClipEmbedding encode(ExecuteContext context, ClipEncoder encoder, TokenIds tokens)
            throws NodeException {
        ClipEmbedding embedding = ModelLoading.computed(context, MODEL, () -> run(context, encoder, tokens));
        return ModelLoading.requireFinite(embedding, ClipEmbedding::close, "The embedding", context);
    }

    private static ClipEmbedding run(ExecuteContext context, ClipEncoder encoder, TokenIds tokens)
            throws CheckpointException, NodeException {
        try {
            return encoder.embed(List.of(tokens.ids()), tokens.negative().stream().toList(), context);
        } catch (IllegalArgumentException e) {
            throw new NodeException("tokens", e.getMessage(), e);
        }
    }

    /** Which of several is meant: the one that is chosen, else the one for the input that the output is wired to. */
    private static Optional<ClipPart> chosen(ConfigureContext context, Path model) throws NodeException {
        Optional<ClipPart> chosen = ClipPart.of(context.parameters().text(PART));
        boolean pipeline = isPipelineWithBoth(model);
        if (chosen.isPresent() || !pipeline && !hasBoth(part(model, chosen))) {
            return chosen;
        }
        List<ClipPart> wired = context.readers("embedding").stream()
                .flatMap(reader -> ClipPart.of(reader.input()).stream()).distinct().toList();
        if (wired.size() != 1 && pipeline) {
            return Optional.empty();
        }
        if (wired.size() != 1) {
            throw new NodeException(PART, "The model \"" + context.parameters().text(MODEL) + "\" has several CLIP "
                    + "text encoders, and the node is wired to "
                    + (wired.isEmpty() ? "no input that tells which is meant" : "inputs for both")
                    + "; choose CLIP-L or CLIP-G.");
        }
        context.settle(PART, Settled.value(wired.getFirst().label()));
        return Optional.of(wired.getFirst());
    }

    private static boolean hasBoth(Path model) throws NodeException {
        return ModelLoading.explained(MODEL, () -> ClipFiles.parts(Checkpoint.open(model))).size() > 1;
    }

    /** As those of SD3 have. */
    private static boolean isPipelineWithBoth(Path model) {
        return Stream.of(ClipPart.values()).map(part -> model.resolve(folder(part))).allMatch(ClipConfig::describes);
    }

    private static String folder(ClipPart part) {
        return part == ClipPart.L ? "text_encoder" : "text_encoder_2";
    }

    private static Path part(Path model, Optional<ClipPart> meant) throws NodeException {
        Optional<String> only = meant.filter(part -> isPipelineWithBoth(model)).map(ClipEncoderNode::folder);
        return PipelineParts.choose(model, MODEL, "text_encoder", folder -> ClipConfig.describes(folder)
                && only.map(name -> folder.endsWith(name)).orElse(true), "CLIP text encoder");
    }
}
