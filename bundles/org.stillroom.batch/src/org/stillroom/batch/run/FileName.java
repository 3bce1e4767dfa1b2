// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.run;

import java.util.Locale;
import org.stillroom.batch.job.Item;

/** Names of pictures: sorted by prompt, and the same whenever the same is drawn. */
final class FileName {

    private static final int LONGEST = 60;
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
        words = words.substring(0, words.offsetByCodePoints(0, Math.min(LONGEST, words.codePointCount(0,
                words.length())))).replaceAll("^-|-$", "");
        String start = (words.isEmpty() ? "" : words + "-") + item.key().substring(0, KEY);
        int dot = name.lastIndexOf('.');
        return only ? start + (dot < 0 ? "" : name.substring(dot)) : start + "-" + name;
    }
}
