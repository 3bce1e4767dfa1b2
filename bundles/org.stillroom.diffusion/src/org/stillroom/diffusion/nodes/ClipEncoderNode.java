// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.text.ClipConfig;
import org.stillroom.diffusion.text.ClipEncoder;
import org.stillroom.diffusion.text.ClipOutput;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Tensor;

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
        try (ClipOutput rows = ModelLoading.computed(context, MODEL,
                () -> run(context, encoder, EncoderTokens.rows(tokens)))) {
            ModelLoading.requireFinite(rows.penultimate(), "The embedding", context);
            ModelLoading.requireFinite(rows.pooled(), "The embedding", context);
            return embedding(rows, tokens.negative().isPresent());
        }
    }

    private static ClipOutput run(ExecuteContext context, ClipEncoder encoder, List<List<Integer>> rows)
            throws CheckpointException, NodeException {
        try {
            return encoder.encode(rows, context);
        } catch (IllegalArgumentException e) {
            throw new NodeException("tokens", e.getMessage(), e);
        }
    }

    private static ClipEmbedding embedding(ClipOutput rows, boolean negative) {
        try (Assembly made = new Assembly()) {
            ClipEmbedding.Prompt prompt = made.add(prompt(rows, 0), ClipEmbedding.Prompt::close);
            return made.finished(new ClipEmbedding(prompt, negative ? Optional.of(prompt(rows, 1)) : Optional.empty()));
        }
    }

    private static ClipEmbedding.Prompt prompt(ClipOutput rows, int row) {
        try (Assembly made = new Assembly()) {
            Tensor pooled = made.add(rows.pooled().slice(0, row, row + 1));
            Optional<Tensor> projected = rows.projected().map(all -> made.add(all.slice(0, row, row + 1)));
            return made.finished(new ClipEmbedding.Prompt(pooled, projected,
                    rows.penultimate().slice(0, row, row + 1)));
        }
    }

    private static ClipConfig config(Path model) throws NodeException {
        return ModelLoading.explained(MODEL, model, ModelKind.CLIP, () -> ClipEncoder.config(model));
    }

    private static Path part(Path model) throws NodeException {
        return PipelineParts.choose(model, MODEL, "text_encoder", ClipConfig::describes, "CLIP text encoder");
    }
}
