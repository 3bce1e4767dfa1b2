// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.stillroom.diffusion.text.QuotedWords;
import org.stillroom.graph.io.Digest;
import org.stillroom.world.Captions;
import org.stillroom.world.Scene;

/**
 * A picture that every encoder is to draw.
 *
 * @param seed tells several pictures of a prompt apart
 * @param scene what the prompt says, if it is a caption of the miniature world, plain or in prose
 */
public record Wanted(String prompt, long seed, Optional<Scene> scene) {

    private static final int NAME_BYTES = 12;

    public static Wanted of(String prompt, long seed) {
        return new Wanted(prompt, seed, Captions.find(prompt));
    }

    /** The text that the picture is to show, if it is to show one. */
    public Optional<String> text() {
        return scene.isPresent() ? scene.filter(Scene.Sign.class::isInstance).map(sign -> ((Scene.Sign) sign).word())
                : QuotedWords.in(prompt);
    }

    /** The seed of the noise that the picture is drawn from: by prompt and seed alone, so the same for all encoders. */
    long noise() {
        return ByteBuffer.wrap(Digest.of(seeded())).getLong();
    }

    /** A name for the picture's file. */
    String name() {
        return Digest.of(seeded(), NAME_BYTES);
    }

    private String seeded() {
        return seed + "\n" + prompt;
    }
}
