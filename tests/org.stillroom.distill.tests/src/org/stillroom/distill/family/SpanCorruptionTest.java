// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Span corruption as T5 defines it. */
class SpanCorruptionTest {

    private static final int FIRST = 99;

    private static boolean[] mask(String marks) {
        boolean[] mask = new boolean[marks.length()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = marks.charAt(i) == 'x';
        }
        return mask;
    }

    private static int count(boolean[] mask) {
        return (int) IntStream.range(0, mask.length).filter(i -> mask[i]).count();
    }

    private static int spans(boolean[] mask) {
        return (int) IntStream.range(0, mask.length).filter(i -> mask[i] && (i == 0 || !mask[i - 1])).count();
    }

    /** The example of transformers' page on T5: The cute dog walks in the park, with "cute dog" and "the" left out. */
    @Test
    void spansBecomeSentinels() {
        SpanCorruption.Example example = new SpanCorruption(FIRST)
                .corrupt(List.of(10, 11, 12, 13, 14, 15, 16), mask(".xx..x."));
        assertEquals(List.of(10, 99, 13, 14, 98, 16, 1), example.input());
        assertEquals(List.of(99, 11, 12, 98, 15, 97, 1), example.target());
    }

    /** As seqio's masks end: the last span has no sentinel behind it. */
    @Test
    void aMaskThatEndsWithASpanNeedsNoLastSentinel() {
        SpanCorruption.Example example = new SpanCorruption(FIRST).corrupt(List.of(10, 11, 12, 13), mask("..xx"));
        assertEquals(List.of(10, 11, 99, 1), example.input());
        assertEquals(List.of(99, 12, 13, 1), example.target());
    }

    /**
     * As seqio's random_spans_noise_mask counts with a density of 0.15 and spans of 3: numpy rounds halves to even
     * numbers.
     */
    @ParameterizedTest
    @CsvSource({"2, 1, 1", "10, 2, 1", "20, 3, 1", "30, 4, 1", "40, 6, 2", "50, 8, 3", "64, 10, 3", "70, 10, 3",
        "100, 15, 5", "568, 85, 28"})
    void aShareIsLeftOutInSpans(int length, int noise, int spans) {
        for (int seed = 0; seed < 200; seed++) {
            boolean[] mask = SpanCorruption.mask(length, new Random(seed));
            assertEquals(length, mask.length);
            assertEquals(noise, count(mask));
            assertEquals(spans, spans(mask));
            assertFalse(mask[0], "a text begins with what stays");
            assertTrue(mask[length - 1], "and ends with what goes");
        }
    }

    /** Of 40 tokens 6 go in 2 spans: 1 and 5, 2 and 4, and so on, each as often. */
    @Test
    void spansOfAllLengthsAreEquallyLikely() {
        Map<Integer, Integer> lengths = new HashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            boolean[] mask = SpanCorruption.mask(40, random);
            int first = IntStream.range(0, 40).filter(at -> mask[at]).findFirst().orElseThrow();
            lengths.merge((int) IntStream.range(first, 40).takeWhile(at -> mask[at]).count(), 1, Integer::sum);
        }
        assertEquals(5, lengths.size());
        lengths.forEach((length, times) -> assertEquals(2000, times, 200, "spans of " + length));
    }

    /** T5's own numbers: texts of 568 tokens fill inputs of 512. */
    @Test
    void aTextIsAsLongAsTheInputTakes() {
        assertEquals(568, SpanCorruption.textLength(512));
        assertEquals(28, SpanCorruption.sentinels(512));
        for (int input = 8; input < 200; input++) {
            int length = SpanCorruption.textLength(input);
            boolean[] mask = SpanCorruption.mask(length, new Random(input));
            List<Integer> tokens = IntStream.range(0, length).mapToObj(i -> 5).toList();
            assertTrue(new SpanCorruption(FIRST).corrupt(tokens, mask).input().size() <= input);
        }
    }

    @Test
    void theSameRandomNumbersGiveTheSameMask() {
        assertArrayEquals(SpanCorruption.mask(64, new Random(5)), SpanCorruption.mask(64, new Random(5)));
    }
}
