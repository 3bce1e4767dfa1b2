// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.stillroom.batch.job.Item;

/** Names of pictures: sorted by prompt, and the same whenever the same is drawn. */
final class FileName {

    private static final int LONGEST = 60;
    /** Of a file's name, as file systems have it. */
    private static final int MOST_BYTES = 255;
    private static final int KEY = 12;

    private FileName() {
    }

    /**
     * Such as {@code a-red-circle-3f9a2c41d07e.png}.
     *
     * @param name of the file as its node chose it
     * @param only whether the item has no other file
     */
    static String of(Item item, String name, boolean only) {
        String words = item.prompt().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        if (!canBeName(words)) {
            words = words.replaceAll("[^a-z0-9]+", "-");
        }
        int dot = name.lastIndexOf('.');
        String end = item.key().substring(0, KEY)
                + (only ? dot < 0 ? "" : name.substring(dot) : "-" + name);
        words = cut(words, MOST_BYTES - 1 - bytes(end)).replaceAll("^-|-$", "");
        return words.isEmpty() ? end : words + "-" + end;
    }

    /** Where the system's locale is C, as in many containers, names have no letters beyond ASCII. */
    private static boolean canBeName(String words) {
        try {
            return !Path.of(words).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String cut(String words, int most) {
        int end = words.offsetByCodePoints(0, Math.min(LONGEST, words.codePointCount(0, words.length())));
        while (end > 0 && bytes(words.substring(0, end)) > most) {
            end = words.offsetByCodePoints(end, -1);
        }
        return words.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
