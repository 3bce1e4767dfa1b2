// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.stillroom.diffusion.text.PromptRule;
import org.stillroom.diffusion.values.KnownText;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.nodes.contract.Shown;

/**
 * Takes the embedding of one of two text encoders, by a rule on the prompt. The other one is neither loaded nor run,
 * as the choice is made before anything runs where the prompt is known by then.
 */
public final class ChooseEncoderNode implements NodeFunction {

    private static final String TEXT = "text";
    private static final String HOLDS = "holds";
    private static final String OTHERWISE = "otherwise";
    private static final String PATTERN = "pattern";

    @Override
    public void configure(ConfigureContext context) {
        Optional<TextEmbedding.Info> holds = context.input(HOLDS, TextEmbedding.Info.class);
        Optional<TextEmbedding.Info> otherwise = context.input(OTHERWISE, TextEmbedding.Info.class);
        try {
            if (holds.isPresent() && otherwise.isPresent()) {
                requireAlike(holds.get(), otherwise.get());
            }
            PromptRule rule = rule(context.parameters());
            if (!rule.says()) {
                context.warning("", "No rule is set, so that every prompt goes to \u201cOtherwise\u201d; tick "
                        + "\u201cQuoted words\u201d, or give words, a pattern or a length.");
            }
            Optional<KnownText> text = context.input(TEXT, KnownText.class);
            if (text.isPresent()) {
                boolean first = reason(rule, text.get().text()).isPresent();
                context.leaveOut(first ? OTHERWISE : HOLDS);
                (first ? holds : otherwise).ifPresent(info -> context.output("embedding", info));
            } else if (holds.equals(otherwise)) {
                holds.ifPresent(info -> context.output("embedding", info));
            }
        } catch (NodeException e) {
            context.error(e);
        }
    }

    /** The denoiser behind is to take either. */
    private static void requireAlike(TextEmbedding.Info holds, TextEmbedding.Info otherwise) throws NodeException {
        if (holds.width() != otherwise.width()) {
            throw new NodeException(OTHERWISE, "\"" + holds.encoder() + "\" gives text of width " + holds.width()
                    + " and \"" + otherwise.encoder() + "\" of width " + otherwise.width() + ", but one denoiser is to "
                    + "take both; choose encoders of the same width.");
        }
        if (holds.negative() != otherwise.negative()) {
            throw new NodeException(OTHERWISE, "One encoder is given a negative prompt and the other is not; wire both "
                    + "from the same Tokenizer.");
        }
        if (holds.masked() != otherwise.masked()) {
            throw new NodeException(OTHERWISE, "One encoder leaves padding out and the other does not; set their "
                    + "\u201cPadding\u201d alike.");
        }
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        Optional<String> reason = reason(rule(context.parameters()), context.input(TEXT, String.class));
        TextEmbedding chosen = context.input(reason.isPresent() ? HOLDS : OTHERWISE, TextEmbedding.class);
        context.show(new Shown.Words(reason.map(why -> "Rule holds: " + why).orElse("Otherwise")));
        // what came in stays the engine's
        context.output("embedding", chosen.copy());
    }

    private static PromptRule rule(Parameters parameters) throws NodeException {
        try {
            return PromptRule.of(parameters.flag("quoted"), parameters.text("words"), parameters.text(PATTERN),
                    parameters.integer("longer_than"));
        } catch (PatternSyntaxException e) {
            throw new NodeException(PATTERN, "is no regular expression: " + e.getDescription() + " at letter "
                    + (e.getIndex() + 1) + " of \"" + e.getPattern() + "\"; correct it, or leave it empty", e);
        }
    }

    private static Optional<String> reason(PromptRule rule, String prompt) throws NodeException {
        try {
            return rule.reason(prompt);
        } catch (IllegalArgumentException e) {
            throw new NodeException(PATTERN, e.getMessage(), e);
        }
    }
}
