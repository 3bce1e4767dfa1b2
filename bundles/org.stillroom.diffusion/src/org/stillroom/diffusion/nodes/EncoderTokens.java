// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.nodes.contract.NodeException;

/** What both text encoders ask of their tokens. */
final class EncoderTokens {

    private EncoderTokens() {}

    /** @throws NodeException if tokens of one family of encoders arrive at the other */
    static void check(TokenIds.Kind found, TokenIds.Kind expected) throws NodeException {
        if (found != expected) {
            throw new NodeException("tokens", "Tokens of a " + found + " tokenizer arrive, but this encoder reads "
                    + expected + " tokens; choose a " + expected + " tokenizer in the node before.");
        }
    }
}
