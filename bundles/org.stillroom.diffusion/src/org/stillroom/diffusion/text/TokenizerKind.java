// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

/** Which family of encoders a tokenizer is for. */
public enum TokenizerKind {
    /** SentencePiece unigrams; FLUX pads to 512 tokens, SD3 to 256. */
    T5(512, 1),
    /** Byte-level pair encoding. */
    CLIP(77, 2);

    private final int usualLength;
    private final int shortest;

    TokenizerKind(int usualLength, int shortest) {
        this.usualLength = usualLength;
        this.shortest = shortest;
    }

    /** Tokens that a prompt is usually padded to. */
    public int usualLength() {
        return usualLength;
    }

    /** Tokens of an empty text, start and end tokens: the fewest that a prompt can be cut to. */
    public int shortest() {
        return shortest;
    }
}
