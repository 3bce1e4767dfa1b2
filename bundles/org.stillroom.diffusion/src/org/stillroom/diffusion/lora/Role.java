// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

/** What a tensor of a LoRA is for its layer. */
enum Role {
    UP, DOWN, MID, UP_BIAS, ALPHA, MAGNITUDE,
    HADA_1A, HADA_1B, HADA_2A, HADA_2B,
    LOKR_1, LOKR_1A, LOKR_1B, LOKR_2, LOKR_2A, LOKR_2B,
    DIFFERENCE, BIAS_DIFFERENCE, WEIGHT, BIAS,
    /** Sizes that the weight is to have before it is changed. */
    RESHAPE,
    /** Of an algorithm that is not computed. */
    OTHER_ALGORITHM
}
