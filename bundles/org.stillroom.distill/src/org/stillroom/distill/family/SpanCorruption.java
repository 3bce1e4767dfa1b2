// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * T5's span corruption (https://arxiv.org/abs/1910.10683, section 3.1.4, as seqio's {@code random_spans_noise_mask}):
 * 15 % of the tokens are left out, in spans of 3 on average. Each span becomes a token of its own, a sentinel, and the
 * target is each sentinel with what it stands for.
 *
 * @param firstSentinel id of {@code <extra_id_0>}; that of the next one is smaller by 1
 */
record SpanCorruption(int firstSentinel) {

    static final int END = 1;

    private static final double SHARE = 0.15;
    private static final double SPAN = 3;

    /** What a model reads and what it is to write, each with the end token. */
    record Example(List<Integer> input, List<Integer> target) {
    }

    /**
     * Which tokens are left out. What stays and what goes take turns, and a text begins with what stays.
     *
     * @param length 2 or more
     */
    static boolean[] mask(int length, RandomGenerator random) {
        int noise = noise(length);
        int spans = spans(length);
        int[] gone = segments(noise, spans, random);
        int[] stay = segments(length - noise, spans, random);
        boolean[] mask = new boolean[length];
        int at = 0;
        for (int i = 0; i < spans; i++) {
            at += stay[i];
            for (int end = at + gone[i]; at < end; at++) {
                mask[at] = true;
            }
        }
        return mask;
    }

    private static int noise(int length) {
        return Math.clamp((int) Math.rint(length * SHARE), 1, length - 1);
    }

    private static int spans(int length) {
        int noise = noise(length);
        return Math.min(Math.max(1, (int) Math.rint(noise / SPAN)), length - noise);
    }

    /** Tokens of a text that fills an input of so many, the end token included. */
    static int textLength(int input) {
        int length = 2;
        while (length + 1 - noise(length + 1) + spans(length + 1) + 1 <= input) {
            length++;
        }
        return length;
    }

    /** The sentinels that a text may need at most. */
    static int sentinels(int input) {
        return spans(textLength(input));
    }

    /** Parts of 1 or more that make up a number, all ways equally likely. */
    private static int[] segments(int items, int parts, RandomGenerator random) {
        boolean[] begins = new boolean[items - 1];
        for (int i = 0; i < parts - 1; i++) {
            begins[i] = true;
        }
        for (int i = begins.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            boolean kept = begins[i];
            begins[i] = begins[other];
            begins[other] = kept;
        }
        int[] segments = new int[parts];
        int part = 0;
        segments[0] = 1;
        for (boolean begin : begins) {
            part += begin ? 1 : 0;
            segments[part]++;
        }
        return segments;
    }

    /** @param mask which of the tokens are left out */
    Example corrupt(List<Integer> tokens, boolean[] mask) {
        List<Integer> input = new ArrayList<>();
        List<Integer> target = new ArrayList<>();
        int spans = 0;
        int others = 0;
        for (int i = 0; i < mask.length; i++) {
            boolean begins = i == 0 || mask[i] != mask[i - 1];
            if (mask[i]) {
                if (begins) {
                    input.add(firstSentinel - spans++);
                }
                target.add(tokens.get(i));
            } else {
                if (begins) {
                    target.add(firstSentinel - others++);
                }
                input.add(tokens.get(i));
            }
        }
        input.add(END);
        target.add(END);
        return new Example(input, target);
    }
}
