// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words are compared letter by letter. */
class TextAccuracyTest {

    @ParameterizedTest
    @CsvSource({
        "cat, cat, 1, true",
        "cat, CAT, 1, true",
        "cat, ' cat ', 1, true",
        "cat, cut, 0.6666666667, false",
        "cat, '', 0, false",
        "cat, ca, 0.6666666667, false",
        "cat, cats, 0.6666666667, false",
        "cat, act, 0.3333333333, false",
        "a, zebra crossing, 0, false",
        "kitten, sitting, 0.5, false",
        "i'm lost, im lost, 0.875, false",
        "🐱🐱, 🐱🐶, 0.5, false"})
    void characterAndWordAccuracy(String wanted, String read, double characters, boolean word) {
        TextAccuracy accuracy = TextAccuracy.of(wanted, read);
        assertEquals(characters, accuracy.characters(), 1e-9);
        assertEquals(word, accuracy.word());
    }

    @Test
    void nothingWantedIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> TextAccuracy.of(" ", "cat"));
    }
}
