// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillroom.pictures.history.PictureEntry;

/** What is shown without anybody choosing. */
class FollowingTest {

    private final PictureEntry old = entry("viewer", "viewer.png", 1, false);
    private final PictureEntry newer = entry("viewer", "viewer.png", 2, false);
    private final PictureEntry first = entry("compare", "compare-a.png", 3, true);
    private final PictureEntry second = entry("compare", "compare-b.png", 3, true);
    private final PictureEntry third = entry("compare", "compare-c.png", 3, true);

    @Test
    void newestAlone() {
        assertEquals(List.of(), Following.newest(List.of()));
        assertEquals(List.of(newer), Following.newest(List.of(newer, old)));
    }

    @Test
    void comparedPicturesOfOneRunInTheirOrder() {
        assertEquals(List.of(first), Following.newest(List.of(first, newer)));
        assertEquals(List.of(first, second), Following.newest(List.of(second, first, newer)));
        assertEquals(List.of(first, second, third), Following.newest(List.of(third, second, first, newer)));
    }

    @Test
    void comparedPicturesBeforeWhatTheRunWroteAfterThem() {
        PictureEntry saved = entry("save", "picture.png", 3, false);
        assertEquals(List.of(first, second), Following.newest(List.of(saved, second, first, newer)));
        assertEquals(List.of(saved), Following.newest(List.of(saved, first, newer)));
    }

    @Test
    void notThoseOfAnotherRun() {
        PictureEntry later = entry("compare", "compare-a.png", 4, true);
        assertEquals(List.of(later), Following.newest(List.of(later, second, first)));
    }

    @Test
    void oneIsComparedWithTheNearest() {
        List<PictureEntry> entries = List.of(second, first, newer, old);
        assertEquals(List.of(newer, second, old), Following.nearest(entries, first));
        assertEquals(List.of(newer, first, second), Following.nearest(entries, old));
        assertEquals(List.of(), Following.nearest(List.of(old), old));
    }

    @Test
    void pairsAreShownInTheOrderInWhichTheyWereMade() {
        List<PictureEntry> entries = List.of(second, first, newer, old);
        assertEquals(List.of(newer, first), Following.pair(entries, first, newer));
        assertEquals(List.of(newer, first), Following.pair(entries, newer, first));
    }

    private static PictureEntry entry(String node, String file, long run, boolean together) {
        return new PictureEntry("graph", node, Path.of(file), Path.of(run + file), run, together);
    }
}
