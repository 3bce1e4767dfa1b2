// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.util.ArrayList;
import java.util.List;
import org.stillroom.pictures.history.PictureEntry;

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
     * The pictures that one may be compared with, if only one was chosen: those made shortly before or after it first,
     * and of two that are as near the one before.
     *
     * @param entries newest first
     */
    static List<PictureEntry> nearest(List<PictureEntry> entries, PictureEntry chosen) {
        int at = entries.indexOf(chosen);
        List<PictureEntry> near = new ArrayList<>();
        for (int away = 1; away < entries.size(); away++) {
            if (at + away < entries.size()) {
                near.add(entries.get(at + away));
            }
            if (at - away >= 0) {
                near.add(entries.get(at - away));
            }
        }
        return near;
    }

    /**
     * Two pictures in the order in which they are shown.
     *
     * @param entries newest first
     * @return oldest first
     */
    static List<PictureEntry> pair(List<PictureEntry> entries, PictureEntry one, PictureEntry other) {
        return entries.indexOf(one) < entries.indexOf(other) ? List.of(other, one) : List.of(one, other);
    }
}
