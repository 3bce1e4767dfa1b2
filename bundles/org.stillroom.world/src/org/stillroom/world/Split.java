// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The three parts of the world. A scene's part follows from its {@link Scene#meaning()} alone, by a hash that is fixed
 * here for all time, so a combination or a word that is held out of training is held out in every run.
 */
public enum Split {
    /** Eight meanings of ten. */
    TRAIN,
    /** One meaning of ten, to choose by. */
    VALIDATION,
    /** One meaning of ten, to report. */
    TEST;

    private static final int PARTS = 10;

    /** @return the one part to which the scene belongs */
    public static Split of(Scene scene) {
        return ofMeaning(scene.meaning());
    }

    /** @return the one part to which all signs of the word belong; any word of 2 to 5 letters has one */
    public static Split ofWord(String word) {
        return of(new Scene.Sign(Optional.empty(), word));
    }

    /** @return the one part to which belongs what is said around captions */
    static Split ofFrame(String frame) {
        return ofMeaning("told as " + frame);
    }

    private static Split ofMeaning(String meaning) {
        long part = Long.remainderUnsigned(Dice.mix(fnv(meaning)), PARTS);
        if (part == PARTS - 1) {
            return TEST;
        }
        return part == PARTS - 2 ? VALIDATION : TRAIN;
    }

    /** FNV-1a, 64 bits; {@link String#hashCode} has too few bits to be mixed well. */
    private static long fnv(String text) {
        long hash = 0xCBF29CE484222325L;
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (unit & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }
}
