// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.pipeline;

/**
 * How far a text encoder is from the one that it stands for.
 *
 * @param embedding mean squared difference of their texts, which naive distillation makes small
 * @param velocity mean squared difference of what the denoiser predicts with either, over all steps of drawing with the
 *        first one's text; which vision-based distillation makes small
 */
public record EncoderDifference(double embedding, double velocity) {
}
