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
 * The pieces of a unigram tokenizer (https://arxiv.org/abs/1804.10959) for a language of few words: words that texts
 * use often are a piece each, beginnings of other words that are used often too, and everything else is spelled. What
 * is quoted is always spelled, so the word on a sign reaches the encoder letter by letter.
 *
 * @param pieces with their scores, logarithms of their probability, most frequent first
 */
record Vocabulary(Map<String, Double> pieces) {

    /** Stands for a blank, as in SentencePiece. */
    static final String BLANK = "\u2581";

    private static final String QUOTE = "'";
    /** What stands at the end of a word and is a piece of its own. */
    private static final String POINTS = ".,:;?!";

    /**
     * Counts pieces in texts, which are cut at blanks and before points and commas.
     *
     * @param share of all words; a piece must be at least as frequent
     */
    static Vocabulary of(Stream<String> texts, double share) {
        Map<String, Long> words = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        texts.flatMap(text -> Stream.of(text.split(" ", -1))).forEach(word -> {
            int end = word.length();
            while (end > 0 && POINTS.indexOf(word.charAt(end - 1)) >= 0) {
                counts.merge(word.substring(--end, end + 1), 1L, Long::sum);
            }
            if (end > 0) {
                words.merge(BLANK + word.substring(0, end), 1L, Long::sum);
            }
        });
        double often = share * words.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Long> beginnings = new TreeMap<>();
        words.forEach((word, count) -> {
            if (whole(word, count, often)) {
                counts.put(word, count);
            } else {
                beginnings.merge(word.substring(0, 2), count, Long::sum);
            }
        });
        beginnings.values().removeIf(count -> count < often);
        words.forEach((word, count) -> {
            if (!whole(word, count, often)) {
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

    private static boolean whole(String word, long count, double often) {
        return count >= often && !word.contains(QUOTE);
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
