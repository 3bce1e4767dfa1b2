// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The pieces of a unigram tokenizer (https://arxiv.org/abs/1804.10959) for a language of few words: words that captions
 * use often are a piece each, beginnings of other words that are used often too, and everything else is spelled. So the
 * word on a sign reaches the encoder letter by letter.
 *
 * @param pieces with their scores, logarithms of their probability, most frequent first
 */
record Vocabulary(Map<String, Double> pieces) {

    /** Stands for a blank, as in SentencePiece. */
    static final String BLANK = "\u2581";

    /** Of all words; a piece must be at least as frequent. */
    private static final double OFTEN = 0.0005;

    /** Counts pieces in captions, which are cut at blanks. */
    static Vocabulary of(Stream<String> captions) {
        Map<String, Long> words = new TreeMap<>();
        captions.flatMap(caption -> Stream.of(caption.split(" ")))
                .forEach(word -> words.merge(BLANK + word, 1L, Long::sum));
        double often = OFTEN * words.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Long> counts = new TreeMap<>();
        Map<String, Long> beginnings = new TreeMap<>();
        words.forEach((word, count) -> {
            if (count >= often) {
                counts.put(word, count);
            } else {
                beginnings.merge(word.substring(0, 2), count, Long::sum);
            }
        });
        beginnings.values().removeIf(count -> count < often);
        words.forEach((word, count) -> {
            if (count < often) {
                String begin = word.substring(0, 2);
                List<String> spelled = new ArrayList<>(word.substring(beginnings.containsKey(begin) ? 2 : 0).chars()
                        .mapToObj(Character::toString).toList());
                if (beginnings.containsKey(begin)) {
                    spelled.add(begin);
                }
                spelled.forEach(piece -> counts.merge(piece, count, Long::sum));
            }
        });
        // every prompt can be written, also with characters that no caption has
        counts.putIfAbsent(BLANK, 1L);
        for (char c = '!'; c <= '~'; c++) {
            counts.putIfAbsent(String.valueOf(c), 1L);
        }
        return new Vocabulary(scored(counts));
    }

    private static Map<String, Double> scored(Map<String, Long> counts) {
        double all = counts.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Double> scored = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> scored.put(entry.getKey(), Math.log(entry.getValue() / all)));
        return scored;
    }
}
