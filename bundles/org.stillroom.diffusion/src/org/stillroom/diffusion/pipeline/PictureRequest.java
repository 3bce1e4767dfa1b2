// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.pipeline;

import java.util.List;

/**
 * Pictures that are drawn at once.
 *
 * @param prompts one for each picture
 * @param negatives one for each picture, or none where there is no negative prompt
 * @param seeds of the noise of each picture
 * @param width of all pictures in pixels; a multiple of 16
 * @param height likewise
 * @param tokens that T5 prompts are padded to
 * @param guidance distilled guidance, or the scale of classifier-free guidance
 */
public record PictureRequest(List<String> prompts, List<String> negatives, List<Long> seeds, int width, int height,
        int tokens, int steps, double guidance) {

    /** @throws IllegalArgumentException if prompts, negative prompts and seeds are not equally many */
    public PictureRequest {
        prompts = List.copyOf(prompts);
        negatives = List.copyOf(negatives);
        seeds = List.copyOf(seeds);
        boolean even = prompts.size() == seeds.size() && (negatives.isEmpty() || negatives.size() == prompts.size());
        if (prompts.isEmpty() || !even) {
            throw new IllegalArgumentException("There are " + prompts.size() + " prompts, " + negatives.size()
                    + " negative prompts and " + seeds.size() + " seeds; as many of each are expected.");
        }
    }
}
