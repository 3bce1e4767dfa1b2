// SPDX-License-Identifier: EPL-2.0
/**
 * Chroma, by lodestones: FLUX's blocks, modulated by a table that a small network makes of the timestep. It takes T5
 * alone, without its padding, and classifier-free guidance.
 *
 * <p>The mask of the text follows diffusers' {@code ChromaPipeline} in both of its rules: the first token of padding
 * counts, and the mask is added to the scores of attention as it is, +1 for pairs of tokens that count and +0 for
 * others, so that nothing is excluded. What its authors meant may have been to exclude; pictures differ a little.
 */
package org.stillroom.diffusion.family.chroma;
