// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillroom.diffusion.files.ModelFile;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.lora.AdaptedResidence;
import org.stillroom.diffusion.text.EmbeddingFile;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Encoder.Padding;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.Identity;
import org.stillroom.nodes.contract.LastingFunction;
import org.stillroom.nodes.contract.MemoryForecast;
import org.stillroom.nodes.contract.ModelMemory;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;

/** Turns T5 tokens into text embeddings, with a T5 of any size or a distilled student. */
public final class T5EncoderNode implements LastingFunction, MemoryForecast {

    private static final String MODEL = "model";

    @Override
    public void configure(ConfigureContext context) {
        Optional<Path> model = ModelLoading.find(context, MODEL);
        Optional<TokenIds.Info> tokens = context.input("tokens", TokenIds.Info.class);
        try {
            if (tokens.isPresent()) {
                EncoderTokens.check(tokens.get().kind(), TokenIds.Kind.T5);
            }
            if (model.isPresent()) {
                T5Config config = config(part(model.get()));
                context.output("embedding", new TextEmbedding.Info(tokens.map(TokenIds.Info::length).orElse(0),
                        config.embeddingWidth(), tokens.map(TokenIds.Info::negative).orElse(false),
                        padding(context.parameters()) == Padding.MASKED,
                        context.parameters().text(MODEL)));
                LoraInput.ofT5(config).check(context);
            }
        } catch (NodeException e) {
            context.error(e);
        }
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        TokenIds tokens = context.input("tokens", TokenIds.class);
        Path model = part(ModelLoading.find(context, MODEL));
        ModelLoading.use(context, MODEL, model, T5Encoder.class, T5Encoder::open,
                encoder -> context.output("embedding", adapted(context, encoder, tokens)));
    }

    @Override
    public Optional<ModelMemory> memory(ConfigureContext context, String device) throws NodeException {
        Path model = part(ModelLoading.find(context, MODEL).orElseThrow(() -> new NodeException(MODEL, "is missing")));
        return ModelLoading.explained(MODEL, () -> {
            T5Files files = T5Files.open(model);
            Optional<TokenIds.Info> tokens = context.input("tokens", TokenIds.Info.class);
            int rows = tokens.filter(TokenIds.Info::negative).isPresent() ? 2 : 1;
            int length = tokens.map(TokenIds.Info::length).orElse(0);
            ModelForecast forecast = ModelForecast.of(context, device);
            ModelForecast.Facts facts = new ModelForecast.Facts(T5Encoder.class, model, "", files.model(), List.of(),
                    1, numbers -> files.config().workBytes(rows, length, numbers.size()));
            return Optional.of(forecast.of(facts, student(files.config(), model, forecast.plain(facts))));
        });
    }

    /** What a distilled student of the size of T5-Base would take in its place, stored in bfloat16 as they are. */
    private static List<ModelMemory.Saving> student(T5Config config, Path model, ModelMemory memory) {
        long weights = T5Config.baseStudent(config.embeddingWidth()).parameters() * DType.BF16.size();
        if (2 * weights > memory.weights()) {
            return List.of();
        }
        String label = ModelFile.identify(model).label().replace(" encoder", "");
        return List.of(new ModelMemory.Saving("a student instead of " + label,
                new ModelMemory("a student", "student", memory.stay(), weights, 0, weights, 1, memory.work(),
                        Optional.empty(), List.of())));
    }

    @Override
    public Identity identity(ExecuteContext context) throws NodeException, IOException {
        Path model = part(ModelLoading.find(context, MODEL));
        T5Config config = config(model);
        return EncoderIdentity.of(context, context.parameters().text(MODEL), model, T5Encoder.LIBRARY, config,
                LoraInput.ofT5(config).applied(context)).and("padding", padding(context.parameters()));
    }

    @Override
    public String fileType() {
        return EmbeddingFile.TYPE;
    }

    @Override
    public AtomicFile.Content content(Identity identity, Map<String, Object> outputs) {
        return EmbeddingFile.content(identity, (TextEmbedding) outputs.get("embedding"));
    }

    @Override
    public Map<String, Object> read(Path file, Identity identity) throws IOException {
        return Map.of("embedding", EmbeddingFile.text(file, identity));
    }

    private static TextEmbedding adapted(ExecuteContext context, T5Encoder encoder, TokenIds tokens)
            throws NodeException {
        List<AdaptedResidence.Applied> loras = LoraInput.ofT5(encoder.config()).applied(context);
        if (loras.isEmpty()) {
            return encode(context, encoder, tokens);
        }
        try (T5Encoder changed = encoder.with(weights ->
                LoraInput.over(weights, encoder.device(), loras, context))) {
            return encode(context, changed, tokens);
        }
    }

    private static TextEmbedding encode(ExecuteContext context, T5Encoder encoder, TokenIds tokens)
            throws NodeException {
        TextEmbedding embedding = ModelLoading.computed(context, MODEL, () -> run(context, encoder, tokens));
        return ModelLoading.requireFinite(embedding, TextEmbedding::close, "The embedding", context);
    }

    private static TextEmbedding run(ExecuteContext context, T5Encoder encoder, TokenIds tokens)
            throws CheckpointException, NodeException {
        try {
            return encoder.embed(List.of(tokens.ids()), tokens.negative().stream().toList(),
                    padding(context.parameters()), context);
        } catch (IllegalArgumentException e) {
            throw new NodeException("tokens", e.getMessage(), e);
        }
    }

    private static Padding padding(Parameters parameters) {
        return parameters.text("padding").equals("masked") ? Padding.MASKED : Padding.ATTENDED;
    }

    private static T5Config config(Path model) throws NodeException {
        return ModelLoading.explained(MODEL, model, ModelKind.T5, () -> T5Files.open(model).config());
    }

    private static Path part(Path model) throws NodeException {
        return PipelineParts.choose(model, MODEL, "text_encoder", T5Config::describes, "T5 encoder");
    }
}
