// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

/** Reads the letters of a board by comparing each of its five places with every letter in every lettering. */
final class Letters {

    private static final int SIZE = Pixels.SIZE;

    /** How far a word may lie from where the generator draws it, and a letter from its word. */
    private static final int WORD_SHIFT = 2;
    private static final int LETTER_SHIFT = 1;
    private static final int SHIFT = WORD_SHIFT + LETTER_SHIFT;
    private static final int SHIFTS = 2 * SHIFT + 1;

    /** The least distance of letters from their board; less is a board without letters. */
    private static final float FAINT = 60;

    /** A pixel is marked from this share of the full contrast. */
    private static final float MARKED = 0.35f;

    /** Marks on less than this share of a letter's place are none; the slightest letter marks a fifth. */
    private static final double BLANK = 0.06;

    /** The correlation from which marks are a letter. */
    private static final double LEAST = 0.72;

    private Letters() {
    }

    /**
     * @param distances of each pixel of the picture from the colour of the board
     * @return the word as in {@link Board#word()}
     */
    static String read(float[] distances) {
        float full = fullInk(distances);
        if (full < FAINT) {
            return "";
        }
        float[] ink = new float[distances.length];
        for (int i = 0; i < ink.length; i++) {
            ink[i] = Math.min(1, distances[i] / full);
        }
        LetterModels.Match[][] matches = new LetterModels.Match[Scene.Sign.LONGEST][];
        for (int place = 0; place < matches.length; place++) {
            if (marked(ink, place) >= BLANK) {
                matches[place] = matches(ink, place);
            }
        }
        return text(matches);
    }

    private static String text(LetterModels.Match[][] matches) {
        int word = wordShift(matches);
        StringBuilder text = new StringBuilder();
        for (LetterModels.Match[] place : matches) {
            text.append(place == null ? ' ' : letter(place, word));
        }
        return text.toString().stripTrailing();
    }

    /** The shift at which all letters together match best. */
    private static int wordShift(LetterModels.Match[][] matches) {
        int best = SHIFTS * SHIFT + SHIFT;
        double most = 0;
        for (int shift = 0; shift < SHIFTS * SHIFTS; shift++) {
            double sum = 0;
            for (LetterModels.Match[] place : matches) {
                sum += place == null ? 0 : place[shift].value();
            }
            boolean inWord = Math.abs(shift % SHIFTS - SHIFT) <= WORD_SHIFT
                    && Math.abs(shift / SHIFTS - SHIFT) <= WORD_SHIFT;
            if (inWord && sum > most) {
                most = sum;
                best = shift;
            }
        }
        return best;
    }

    private static char letter(LetterModels.Match[] place, int word) {
        LetterModels.Match best = new LetterModels.Match('?', LEAST);
        for (int dy = -LETTER_SHIFT; dy <= LETTER_SHIFT; dy++) {
            for (int dx = -LETTER_SHIFT; dx <= LETTER_SHIFT; dx++) {
                LetterModels.Match match = place[word + dy * SHIFTS + dx];
                if (match.value() > best.value()) {
                    best = match;
                }
            }
        }
        return best.letter();
    }

    private static float fullInk(float[] distances) {
        int rows = StrokeFont.HEIGHT - 2;
        int columns = Signs.PITCH * Scene.Sign.LONGEST;
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = distances[(Signs.WORD_TOP + 1 + i / columns) * SIZE + Signs.WORD_LEFT + i % columns];
        }
        return Pixels.quantile(values, 0.97);
    }

    private static double marked(float[] ink, int place) {
        int marked = 0;
        for (int y = 0; y < StrokeFont.HEIGHT; y++) {
            for (int x = 0; x < StrokeFont.WIDTH; x++) {
                int at = (Signs.WORD_TOP + y) * SIZE + Signs.WORD_LEFT + Signs.PITCH * place + x;
                marked += ink[at] >= MARKED ? 1 : 0;
            }
        }
        return (double) marked / (StrokeFont.WIDTH * StrokeFont.HEIGHT);
    }

    /** The best letter of a place at each shift. */
    private static LetterModels.Match[] matches(float[] ink, int place) {
        LetterModels.Match[] matches = new LetterModels.Match[SHIFTS * SHIFTS];
        for (int shift = 0; shift < matches.length; shift++) {
            int left = Signs.WORD_LEFT + Signs.PITCH * place - 1 + shift % SHIFTS - SHIFT;
            int top = Signs.WORD_TOP - 1 + shift / SHIFTS - SHIFT;
            matches[shift] = LetterModels.match(ink, left, top);
        }
        return matches;
    }
}
