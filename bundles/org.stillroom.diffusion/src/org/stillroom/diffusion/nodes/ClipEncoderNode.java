// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.text.ClipConfig;
import org.stillroom.diffusion.text.ClipEncoder;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.torch.formats.CheckpointException;

/** Turns CLIP tokens into pooled, projected and sequence embeddings. */
public final class ClipEncoderNode implements NodeFunction {

    private static final String MODEL = "model";

    @Override
    public void configure(ConfigureContext context) {
        Optional<Path> model = ModelLoading.find(context, MODEL);
        Optional<TokenIds.Info> tokens = context.input("tokens", TokenIds.Info.class);
        try {
            if (tokens.isPresent()) {
                EncoderTokens.check(tokens.get().kind(), TokenIds.Kind.CLIP);
            }
            if (model.isPresent()) {
                ClipConfig config = config(part(model.get()));
                int length = tokens.map(TokenIds.Info::length).orElse(0);
                if (length > config.positions()) {
                    throw new NodeException("tokens", length + " tokens arrive, but " + context.parameters().text(MODEL)
                            + " reads at most " + config.positions() + "; set the tokenizer's length to 0 or to "
                            + config.positions() + ".");
                }
                context.output("embedding", new ClipEmbedding.Info(length, config.hiddenSize(),
                        config.projection().orElse(0), tokens.map(TokenIds.Info::negative).orElse(false),
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
        ModelLoading.use(context, MODEL, model, ClipEncoder.class, ClipEncoder::open,
                encoder -> context.output("embedding", encode(context, encoder, tokens)));
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

    private static ClipConfig config(Path model) throws NodeException {
        return ModelLoading.explained(MODEL, model, ModelKind.CLIP, () -> ClipEncoder.config(model));
    }

    private static Path part(Path model) throws NodeException {
        return PipelineParts.choose(model, MODEL, "text_encoder", ClipConfig::describes, "CLIP text encoder");
    }
}
