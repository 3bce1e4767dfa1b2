// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stillroom.diffusion.files.FoundTokenizer;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.text.CutTexts;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.text.TextTokenizer.Pad;
import org.stillroom.diffusion.text.TokenizerKind;
import org.stillroom.diffusion.values.KnownText;
import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Settled;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Lease;
import org.stillroom.torch.runtime.Device;

/** Cuts prompts into tokens, for T5 or CLIP. A tokenizer that is not named is found by the encoder behind. */
public final class TokenizerNode implements NodeFunction {

    private static final String MODEL = "model";
    private static final String LENGTH = "length";
    private static final String PAD = "pad";
    private static final String AUTOMATIC = "auto";

    @Override
    public void configure(ConfigureContext context) {
        boolean named = !context.parameters().text(MODEL).isEmpty();
        try {
            Path model = named ? part(context.models().resolve(MODEL, context.parameters().text(MODEL)))
                    : found(context);
            TokenizerKind kind = ModelLoading.explained(MODEL, model, ModelKind.TOKENIZER,
                    () -> TextTokenizer.kind(model));
            int length = length(context, named, kind, model);
            context.output("tokens", new TokenIds.Info(TokenIds.Kind.valueOf(kind.name()), length,
                    context.wired("negative")));
            for (String input : List.of("text", "negative")) {
                context.input(input, KnownText.class).flatMap(text -> CutTexts.of(model,
                        () -> context.models().fingerprint(model), text.text(), length)).ifPresent(cut ->
                        context.warning(input, "The text is longer than the " + length + " tokens that are read, and "
                                + cut + ". " + advice(kind, length)));
            }
            if (named) {
                new TokenizerReaders(context).check(kind, ModelLoading.explained(MODEL,
                        () -> TextTokenizer.tokens(model)));
            }
        } catch (NodeException e) {
            context.error(e);
        }
    }

    private static String advice(TokenizerKind kind, int length) {
        return kind == TokenizerKind.T5 && length < kind.usualLength()
                ? "Shorten it, or raise the length, at most to what the denoiser was trained with."
                : "Shorten it, or put first what matters most.";
    }

    private static Path found(ConfigureContext context) throws NodeException {
        TokenizerReaders readers = new TokenizerReaders(context);
        FoundTokenizer found = readers.find();
        context.settle(MODEL, Settled.model(found.name(), found.path()));
        boolean clip = ModelLoading.explained(MODEL, () -> TextTokenizer.kind(found.path())) == TokenizerKind.CLIP;
        if (clip && context.parameters().text(PAD).equals(AUTOMATIC)) {
            // CLIP-L and CLIP-G have the same vocabulary, so that the one that was found may be the other one's
            context.settle(PAD, Settled.value((readers.clipG() ? Pad.ZERO : Pad.END).name().toLowerCase(Locale.ROOT)));
        }
        return found.path();
    }

    private static int length(ConfigureContext context, boolean named, TokenizerKind kind, Path model)
            throws NodeException {
        int wanted = context.parameters().integer(LENGTH);
        int length = wanted;
        if (wanted == 0) {
            int own = ModelLoading.explained(MODEL, () -> TextTokenizer.usualLength(model));
            length = named || kind != TokenizerKind.T5 ? own : new TokenizerReaders(context).t5Tokens().orElse(own);
            context.settle(LENGTH, Settled.value(String.valueOf(length)));
        }
        if (length < kind.shortest()) {
            throw new NodeException(LENGTH, "A " + kind + " tokenizer needs a length of " + kind.shortest()
                    + " or more for its start and end tokens, but it is " + length + ".");
        }
        return length;
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        Optional<Path> found = context.settled(MODEL).flatMap(Settled::model);
        Path model = found.isPresent() ? found.get() : part(ModelLoading.find(context, MODEL));
        int length = context.settled(LENGTH).map(Settled::value).map(Integer::valueOf)
                .orElseGet(() -> context.parameters().integer(LENGTH));
        Pad pad = pad(context.settled(PAD).map(Settled::value).orElseGet(() -> context.parameters().text(PAD)));
        try (Lease<TextTokenizer> lease = ModelLoading.lease(context, MODEL, model, Device.CPU, DType.I64,
                TextTokenizer.class, (path, device, dtype, progress) -> TextTokenizer.open(path))) {
            TextTokenizer tokenizer = lease.model();
            List<Integer> ids = tokenizer.encode(context.input("text", String.class), length, pad);
            context.checkCancelled();
            Optional<List<Integer>> negative = context.optionalInput("negative", String.class)
                    .map(text -> tokenizer.encode(text, length, pad));
            context.output("tokens", new TokenIds(TokenIds.Kind.valueOf(tokenizer.kind().name()), ids, negative));
        }
    }

    private static Pad pad(String chosen) {
        return chosen.equals(AUTOMATIC) ? Pad.OWN : Pad.valueOf(chosen.toUpperCase(Locale.ROOT));
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
