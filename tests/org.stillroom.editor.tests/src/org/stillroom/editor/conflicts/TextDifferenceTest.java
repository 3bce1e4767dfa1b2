// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.conflicts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextDifferenceTest {

    @Test
    void longTextsAreCutToWhereTheyDiffer() {
        String same = "x".repeat(100);
        assertEquals("\u2026xxxxcatxxxx\u2026", TextDifference.cut(same + "cat" + same, same + "dog" + same, 50, 4));
        assertEquals("catxxxx\u2026", TextDifference.cut("cat" + same, "dog" + same, 50, 4));
        assertEquals("\u2026xxxxcat", TextDifference.cut(same + "cat", same + "dog", 50, 4));
        assertEquals("cat", TextDifference.cut("cat", "dog" + same, 50, 4));
        assertEquals("\u2026xxxx" + "y".repeat(46) + "\u2026", TextDifference.cut(same + "y".repeat(90), same, 50, 4));
    }

    @Test
    void equalTextsAreLeftSomething() {
        String same = "ab".repeat(50);
        assertEquals("\u2026abab", TextDifference.cut(same, same, 50, 4));
    }

    @Test
    void aLetterOfTwoIsNotTornApart() {
        String face = "\ud83d\ude00";
        String same = "x".repeat(60);
        assertEquals("\u2026" + face + "cat", TextDifference.cut(same + face + "cat", same + face + "dog", 50, 1));
    }
}
