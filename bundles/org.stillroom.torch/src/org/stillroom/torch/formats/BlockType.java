// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.util.Arrays;
import java.util.Optional;

/**
 * How numbers are packed in blocks, each with scales of its own, under the names and numbers of ggml. A row of a tensor
 * is a whole number of blocks. (Format: https://github.com/ggml-org/ggml, ggml-common.h)
 */
public enum BlockType {
    Q4_0(2, 32, 18), Q4_1(3, 32, 20), Q5_0(6, 32, 22), Q5_1(7, 32, 24), Q8_0(8, 32, 34), Q8_1(9, 32, 36),
    Q2_K(10, 256, 84), Q3_K(11, 256, 110), Q4_K(12, 256, 144), Q5_K(13, 256, 176), Q6_K(14, 256, 210),
    Q8_K(15, 256, 292), IQ2_XXS(16, 256, 66), IQ2_XS(17, 256, 74), IQ3_XXS(18, 256, 98), IQ1_S(19, 256, 50),
    IQ4_NL(20, 32, 18), IQ3_S(21, 256, 110), IQ2_S(22, 256, 82), IQ4_XS(23, 256, 136), IQ1_M(29, 256, 56),
    TQ1_0(34, 256, 54), TQ2_0(35, 256, 66), MXFP4(39, 32, 17), NVFP4(40, 64, 36);

    private final int number;
    private final int elements;
    private final int bytes;

    BlockType(int number, int elements, int bytes) {
        this.number = number;
        this.elements = elements;
        this.bytes = bytes;
    }

    /** Number of this type in ggml. */
    public int number() {
        return number;
    }

    /** Numbers in a block. */
    public int elements() {
        return elements;
    }

    /** Bytes of a block. */
    public int bytes() {
        return bytes;
    }

    /** The type with this number in ggml, or empty if it is none of blocks, or not known here. */
    public static Optional<BlockType> ofNumber(long number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }
}
