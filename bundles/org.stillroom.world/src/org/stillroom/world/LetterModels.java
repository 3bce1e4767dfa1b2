// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.stillroom.nodes.contract.RgbImage;

/** Every letter in every lettering, drawn by the generator and smoothed like the pictures that are read. */
final class LetterModels {

    private static final int SIZE = Pixels.SIZE;

    /** The box in which a letter is compared: the letter with a rim of one pixel. */
    private static final int WIDTH = StrokeFont.WIDTH + 2;
    private static final int HEIGHT = StrokeFont.HEIGHT + 2;

    private record Model(char letter, float[] values) {
    }

    /**
     * What marks are most like.
     *
     * @param letter a to z, or {@code ?} if they resemble none at all
     * @param value the correlation, 0 to 1
     */
    record Match(char letter, double value) {
    }

    private static final List<Model> MODELS = models();

    private LetterModels() {
    }

    /**
     * @param ink how dark each pixel of the picture is
     * @param left the left edge of the box in which to compare, one pixel outside the letter
     * @param top its upper edge
     * @return the letter that the marks in the box resemble most
     */
    static Match match(float[] ink, int left, int top) {
        float[] window = window(ink, left, top);
        Match best = new Match('?', 0);
        for (Model model : MODELS) {
            double sum = 0;
            for (int i = 0; i < window.length; i++) {
                sum += window[i] * model.values()[i];
            }
            if (sum > best.value()) {
                best = new Match(model.letter(), sum);
            }
        }
        return best;
    }

    /** A window with mean 0 and length 1; nothing outside the picture. */
    private static float[] window(float[] ink, int left, int top) {
        float[] window = new float[WIDTH * HEIGHT];
        double sum = 0;
        for (int i = 0; i < window.length; i++) {
            int x = left + i % WIDTH;
            int y = top + i / WIDTH;
            window[i] = x < 0 || x >= SIZE ? 0 : ink[y * SIZE + x];
            sum += window[i];
        }
        double squares = 1e-9;
        for (int i = 0; i < window.length; i++) {
            window[i] -= (float) (sum / window.length);
            squares += window[i] * window[i];
        }
        for (int i = 0; i < window.length; i++) {
            window[i] /= (float) Math.sqrt(squares);
        }
        return window;
    }

    private static List<Model> models() {
        List<Model> models = new ArrayList<>();
        for (Lettering style : Lettering.values()) {
            for (char letter = 'a'; letter <= 'z'; letter++) {
                Pixels pixels = Pixels.of(drawn(letter, style));
                float[] ink = new float[SIZE * SIZE];
                float full = Pixels.quantile(pixels.contrast(), 1);
                for (int i = 0; i < ink.length; i++) {
                    ink[i] = pixels.contrast()[i] / full;
                }
                models.add(new Model(letter, window(ink, Signs.WORD_LEFT - 1, Signs.WORD_TOP - 1)));
            }
        }
        return List.copyOf(models);
    }

    private static RgbImage drawn(char letter, Lettering style) {
        return Canvas.drawn(pen -> {
            pen.setColor(Color.BLACK);
            pen.translate(Signs.WORD_LEFT, Signs.WORD_TOP);
            pen.fill(StrokeFont.letter(letter, style));
        });
    }
}
