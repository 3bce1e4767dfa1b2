// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.evaluation.measures.Pictures;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.world.Renderer;

/**
 * Pictures and the prompt of each, as nodes that measure take them: from a set of as many prompts, or all of one text.
 *
 * @param at the input that the prompts are from, for messages
 */
record PromptedPictures(List<RgbImage> pictures, List<String> prompts, String at) {

    private static final String PICTURES = "image";
    private static final String PROMPTS = "prompts";
    private static final String TEXT = "text";

    /** Reports what is wrong with the wires. */
    static void check(ConfigureContext context) {
        if (context.wired(PROMPTS) == context.wired(TEXT)) {
            context.error(context.wired(PROMPTS) ? TEXT : "",
                    "Wire either a prompt set or a text: the prompts of the pictures.");
        }
        Optional<Picture.Info> pictures = context.input(PICTURES, Picture.Info.class);
        Optional<PromptSet.Info> prompts = context.input(PROMPTS, PromptSet.Info.class);
        if (pictures.isPresent() && prompts.isPresent() && pictures.get().batch() > 0
                && pictures.get().batch() != prompts.get().count()) {
            context.error(PROMPTS, "There are " + pictures.get().batch() + " pictures and " + prompts.get().count()
                    + " prompts; give a prompt for each picture.");
        }
    }

    /** Reports pictures that the miniature world's reader cannot read. */
    static void checkReadable(ConfigureContext context) {
        context.input(PICTURES, Picture.Info.class).ifPresent(info -> {
            boolean wide = info.width() > 0 && info.width() != Renderer.SIZE;
            boolean high = info.height() > 0 && info.height() != Renderer.SIZE;
            if (wide || high) {
                context.error(PICTURES, "The pictures have " + info.width() + " x " + info.height() + " pixels, and "
                        + "the miniature world's reader reads those of " + Renderer.SIZE + " x " + Renderer.SIZE
                        + "; draw them in that size.");
            }
        });
    }

    static PromptedPictures of(ExecuteContext context) {
        List<RgbImage> pictures = Pictures.images(context.input(PICTURES, Picture.class).pixels());
        Optional<PromptSet> set = context.optionalInput(PROMPTS, PromptSet.class);
        List<String> prompts = set.map(PromptSet::prompts)
                .orElseGet(() -> Collections.nCopies(pictures.size(), context.input(TEXT, String.class)));
        return new PromptedPictures(pictures, prompts, set.isPresent() ? PROMPTS : TEXT);
    }
}
