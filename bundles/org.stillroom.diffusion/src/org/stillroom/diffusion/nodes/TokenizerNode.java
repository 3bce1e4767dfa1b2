// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.text.TokenizerKind;
import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Lease;
import org.stillroom.torch.runtime.Device;

/** Cuts prompts into tokens, for T5 or CLIP. */
public final class TokenizerNode implements NodeFunction {

    private static final String MODEL = "model";
    private static final String LENGTH = "length";

    @Override
    public void configure(ConfigureContext context) {
        Optional<Path> model = ModelLoading.find(context, MODEL);
        if (model.isEmpty()) {
            return;
        }
        try {
            Path part = part(model.get());
            TokenizerKind kind = ModelLoading.explained(MODEL, part, ModelKind.TOKENIZER,
                    () -> TextTokenizer.kind(part));
            int length = length(context.parameters().integer(LENGTH), kind, part);
            context.output("tokens", new TokenIds.Info(TokenIds.Kind.valueOf(kind.name()), length,
                    context.wired("negative")));
        } catch (NodeException e) {
            context.error(e);
        }
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        Path model = part(ModelLoading.find(context, MODEL));
        try (Lease<TextTokenizer> lease = ModelLoading.lease(context, MODEL, model, Device.CPU, DType.I64,
                TextTokenizer.class, (path, device, dtype, progress) -> TextTokenizer.open(path))) {
            TextTokenizer tokenizer = lease.model();
            int length = length(context.parameters().integer(LENGTH), tokenizer.kind(), model);
            List<Integer> ids = tokenizer.encode(context.input("text", String.class), length);
            context.checkCancelled();
            Optional<List<Integer>> negative = context.optionalInput("negative", String.class)
                    .map(text -> tokenizer.encode(text, length));
            context.output("tokens", new TokenIds(TokenIds.Kind.valueOf(tokenizer.kind().name()), ids, negative));
        }
    }

    private static int length(int wanted, TokenizerKind kind, Path model) throws NodeException {
        int length = wanted == 0 ? ModelLoading.explained(MODEL, () -> TextTokenizer.usualLength(model)) : wanted;
        if (length < kind.shortest()) {
            throw new NodeException(LENGTH, "A " + kind + " tokenizer needs a length of " + kind.shortest()
                    + " or more for its start and end tokens, but it is " + length + ".");
        }
        return length;
    }

    private static Path part(Path model) throws NodeException {
        return PipelineParts.choose(model, MODEL, "tokenizer", TokenizerNode::isTokenizer, "tokenizer");
    }

    private static boolean isTokenizer(Path folder) {
        try {
            TextTokenizer.kind(folder);
            return true;
        } catch (CheckpointException e) {
            return false;
        }
    }
}
