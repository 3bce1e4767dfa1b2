// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Encoder.Padding;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Tensor;

/** Turns T5 tokens into text embeddings, with a T5 of any size or a distilled student. */
public final class T5EncoderNode implements NodeFunction {

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
                encoder -> context.output("embedding", encode(context, encoder, tokens)));
    }

    /** Both prompts at once, so that weights are read once. */
    private static TextEmbedding encode(ExecuteContext context, T5Encoder encoder, TokenIds tokens)
            throws NodeException {
        try (Tensor rows = ModelLoading.computed(context, MODEL,
                () -> run(context, encoder, EncoderTokens.rows(tokens)));
                Assembly made = new Assembly()) {
            ModelLoading.requireFinite(rows, "The embedding", context);
            Tensor prompt = made.add(rows.slice(0, 0, 1));
            List<Integer> lengths = padding(context.parameters()) == Padding.ATTENDED ? List.of()
                    : EncoderTokens.rows(tokens).stream().map(T5Encoder::length).toList();
            return made.finished(
                    new TextEmbedding(prompt, tokens.negative().map(ids -> rows.slice(0, 1, 2)), lengths));
        }
    }

    private static Tensor run(ExecuteContext context, T5Encoder encoder, List<List<Integer>> rows)
            throws CheckpointException, NodeException {
        try {
            return encoder.encode(rows, padding(context.parameters()), context);
        } catch (IllegalArgumentException e) {
            throw new NodeException("tokens", e.getMessage(), e);
        }
    }

    private static Padding padding(Parameters parameters) {
        return parameters.text("padding").equals("masked") ? Padding.MASKED : Padding.ATTENDED;
    }

    private static T5Config config(Path model) throws NodeException {
        return ModelLoading.explained(MODEL, model, ModelKind.T5, () -> T5Encoder.config(model));
    }

    private static Path part(Path model) throws NodeException {
        return PipelineParts.choose(model, MODEL, "text_encoder", T5Config::describes, "T5 encoder");
    }
}
