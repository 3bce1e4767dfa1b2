// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The small family that Stillroom trained and distilled itself: a model folder in diffusers' layout with the
 * architecture of FLUX.1 dev, and students of its T5 in DistillT5's layout. It draws pictures of 64 x 64 pixels of
 * shapes and signs; its README.md says what it knows and how it was made.
 */
public final class MiniFamily {

    /** Where the example graphs expect the family, inside a model folder. */
    public static final String NAME = "mini";

    /** The text encoder that the students learned from, inside a model folder. */
    public static final String TEACHER = NAME + "/text_encoder_2";

    /** The student that takes its place in the example graphs, inside a model folder. */
    public static final String STUDENT = NAME + "/students/base";

    static final FamilyFolder FOLDER = new FamilyFolder("family", "small family");

    private MiniFamily() {}

    /**
     * Puts the family, about 20 MB, into a folder; does nothing if it is there. A family of another version, or one
     * that was left half written, is replaced file by file, and files that others added stay.
     *
     * @param folder to make; its parents are made too
     * @throws IOException if it cannot be written, or there is something else in its place
     */
    public static void write(Path folder) throws IOException {
        FOLDER.write(folder);
    }

    /** Whether a folder has all files of the family as this version lists them; what is in them is not looked at. */
    public static boolean isThere(Path folder) throws IOException {
        return FOLDER.isThere(folder);
    }
}
