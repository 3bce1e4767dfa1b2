// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The published experiment in miniature, laid out as {@link MiniFamily} is: its T5 was trained on language and never
 * saw a picture, its prompts are prose of up to 64 tokens, and its students are of five sizes, one of them distilled
 * naively, too. Its README.md has the comparison in numbers.
 */
public final class FaithfulFamily {

    /** Where the example graphs expect the family, inside a model folder. */
    public static final String NAME = "faithful";

    static final FamilyFolder FOLDER = new FamilyFolder(NAME, "faithful family");

    private FaithfulFamily() {}

    /**
     * Puts the family, about 25 MB, into a folder; otherwise like {@link MiniFamily#write}.
     *
     * @param folder to make; its parents are made too
     * @throws IOException if it cannot be written, or there is something else in its place
     */
    public static void write(Path folder) throws IOException {
        FOLDER.write(folder);
    }
}
