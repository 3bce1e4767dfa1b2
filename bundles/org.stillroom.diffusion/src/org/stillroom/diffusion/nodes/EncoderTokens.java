// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.ArrayList;
import java.util.List;
import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.nodes.ExecuteContext;
import org.stillroom.nodes.NodeException;
import org.stillroom.torch.Tensor;

/** What both text encoders ask of their tokens and of their results. */
final class EncoderTokens {

    private EncoderTokens() {}

    /** @throws NodeException if tokens of one family of encoders arrive at the other */
    static void check(TokenIds.Kind found, TokenIds.Kind expected) throws NodeException {
        if (found != expected) {
            throw new NodeException("tokens", "tokens of a " + found + " tokenizer arrive, but this encoder reads "
                    + expected + " tokens; choose a " + expected + " tokenizer in the node before");
        }
    }

    /** The prompt, then the negative prompt if there is one. */
    static List<List<Integer>> rows(TokenIds tokens) {
        List<List<Integer>> rows = new ArrayList<>(List.of(tokens.ids()));
        tokens.negative().ifPresent(rows::add);
        return rows;
    }

    /** @throws NodeException if a result overflowed or was computed from damaged weights */
    static void requireFinite(Tensor result, ExecuteContext context) throws NodeException {
        if (!result.finite()) {
            boolean half = context.parameters().text("dtype").equals("float16");
            throw new NodeException("model", "the embedding has values that are not finite numbers; "
                    + (half ? "compute in bfloat16 or float32 instead of float16" : "the weights may be damaged: "
                            + "fetch the model again"));
        }
    }
}
