// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.pictures;

import java.util.List;
import org.stillroom.workbench.history.PictureEntry;

/** Which pictures are shown when nobody has chosen any. */
final class Following {

    private Following() {}

    /**
     * The newest picture, with those it is to be looked at with. Where the same run also made pictures to be looked at
     * together, these, as what one of its other nodes wrote later would hide the comparison that was asked for.
     *
     * @param entries newest first
     * @return oldest first; empty if there are none
     */
    static List<PictureEntry> newest(List<PictureEntry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        PictureEntry newest = entries.getFirst();
        return entries.stream().filter(entry -> entry.together() && entry.run() == newest.run()
                        && entry.graph().equals(newest.graph()))
                .map(entry -> group(entries, entry)).filter(group -> group.size() > 1).findFirst()
                .orElseGet(() -> List.of(newest));
    }

    private static List<PictureEntry> group(List<PictureEntry> entries, PictureEntry one) {
        return entries.stream().filter(entry -> entry.equals(one) || entry.belongsTo(one)).toList().reversed();
    }

    /**
     * A picture and the one to compare it with, if only one was chosen: the one that was made before it, or after it
     * for the first.
     *
     * @param entries newest first
     * @return oldest first; only the one if there is no other
     */
    static List<PictureEntry> pair(List<PictureEntry> entries, PictureEntry chosen) {
        int at = entries.indexOf(chosen);
        if (at + 1 < entries.size()) {
            return List.of(entries.get(at + 1), chosen);
        }
        return at > 0 ? List.of(chosen, entries.get(at - 1)) : List.of(chosen);
    }
}
