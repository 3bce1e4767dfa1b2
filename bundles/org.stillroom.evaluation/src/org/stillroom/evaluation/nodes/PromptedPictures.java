// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.image.Picture;
import org.stillroom.evaluation.measures.Pictures;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
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
    private static final String ONE_OF_BOTH = "Wire either a prompt set or a text: the prompts of the pictures.";

    /** Reports what is wrong with the wires. */
    static void check(ConfigureContext context) {
        if (context.wired(PROMPTS) == context.wired(TEXT)) {
            context.error(context.wired(PROMPTS) ? TEXT : "", ONE_OF_BOTH);
        }
        Optional<Picture.Info> pictures = context.input(PICTURES, Picture.Info.class);
        Optional<PromptSet.Info> prompts = context.input(PROMPTS, PromptSet.Info.class);
        if (pictures.isPresent() && prompts.isPresent() && pictures.get().batch() > 0
                && pictures.get().batch() != prompts.get().count()) {
            context.error(PROMPTS, different(pictures.get().batch(), prompts.get().count()));
        }
    }

    /** Reports pictures that the miniature world's reader cannot read. */
    static void checkReadable(ConfigureContext context) {
        context.input(PICTURES, Picture.Info.class).ifPresent(info -> {
            boolean wide = info.width() > 0 && info.width() != Renderer.SIZE;
            boolean high = info.height() > 0 && info.height() != Renderer.SIZE;
            if (wide || high) {
                context.error(PICTURES, unreadable(info.width(), info.height()));
            }
        });
    }

    /** @throws NodeException if there are not as many prompts as pictures */
    static PromptedPictures of(ExecuteContext context) throws NodeException {
        List<RgbImage> pictures = Pictures.images(context.input(PICTURES, Picture.class).pixels());
        Optional<PromptSet> set = context.optionalInput(PROMPTS, PromptSet.class);
        Optional<String> text = context.optionalInput(TEXT, String.class);
        if (set.isPresent() == text.isPresent()) {
            throw new NodeException("", ONE_OF_BOTH);
        }
        List<String> prompts = set.map(PromptSet::prompts)
                .orElseGet(() -> Collections.nCopies(pictures.size(), text.orElseThrow()));
        if (prompts.size() != pictures.size()) {
            throw new NodeException(PROMPTS, different(pictures.size(), prompts.size()));
        }
        return new PromptedPictures(pictures, prompts, set.isPresent() ? PROMPTS : TEXT);
    }

    /** @throws NodeException if the miniature world's reader cannot read them */
    void requireReadable() throws NodeException {
        RgbImage first = pictures.get(0);
        if (first.width() != Renderer.SIZE || first.height() != Renderer.SIZE) {
            throw new NodeException(PICTURES, unreadable(first.width(), first.height()));
        }
    }

    private static String different(int pictures, int prompts) {
        return "There are " + pictures + " pictures and " + prompts + " prompts; give a prompt for each picture.";
    }

    private static String unreadable(int width, int height) {
        return "The pictures have " + width + " x " + height + " pixels, and the miniature world's reader reads those "
                + "of " + Renderer.SIZE + " x " + Renderer.SIZE + "; draw them in that size.";
    }
}
