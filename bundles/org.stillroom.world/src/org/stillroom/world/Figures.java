// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.stillroom.nodes.contract.RgbImage;

/**
 * Names the figure of a blob by the model that it resembles most. The models are drawn by the generator and pass
 * through the same steps as a picture that is read, so that soft edges and smoothing are alike on both sides.
 */
final class Figures {

    /** Models and blobs are compared on a grid of so many rows and columns. */
    static final int GRID = 24;

    /** Below this share of overlap a blob has no figure of the world. */
    static final double LEAST = 0.76;

    /** Things that are mostly not as long as wide, or the reverse, are none of the world's figures. */
    private static final double LONGEST = 1.7;

    private static final double[] RADII = {10, 11.5, 15, 20};

    /** How pale a texture may be and still count as covered. */
    private static final float PALE = 0.36f;

    private record Model(Figure figure, float[] grid, boolean filled) {
    }

    /**
     * What a blob is most like.
     *
     * @param figure the figure
     * @param match the share of overlap, 0 to 1
     * @param model the figure's grid, of 24 x 24
     */
    record Fit(Figure figure, double match, float[] model) {

        boolean good() {
            return match >= LEAST;
        }
    }

    private static final List<Model> MODELS = models();

    private Figures() {
    }

    /** @return the figure that the blob resembles most; a match of 0 if it has the shape of none */
    static Fit fit(Blob blob) {
        Frame frame = Frame.about(blob.cover());
        float[] plain = frame.grid(blob.cover(), GRID);
        float[] cover = filled(blob.cover());
        float[] filled = Frame.about(cover).grid(cover, GRID);
        double aspect = frame.width() / frame.height();
        Fit best = new Fit(Figure.CIRCLE, 0, MODELS.get(0).grid());
        for (Model model : MODELS) {
            double match = aspect > LONGEST || aspect < 1 / LONGEST ? 0
                    : overlap(model.filled() ? filled : plain, model.grid());
            if (match > best.match()) {
                best = new Fit(model.figure(), match, model.grid());
            }
        }
        return best;
    }

    /** What a textured thing covers, its pale parts as well. */
    static float[] filled(float[] cover) {
        float[] filled = new float[cover.length];
        for (int i = 0; i < cover.length; i++) {
            filled[i] = Math.min(1, cover[i] / PALE);
        }
        return filled;
    }

    private static double overlap(float[] a, float[] b) {
        double both = 0;
        double either = 0;
        for (int i = 0; i < a.length; i++) {
            both += Math.min(a[i], b[i]);
            either += Math.max(a[i], b[i]);
        }
        return either == 0 ? 0 : both / either;
    }

    private static List<Model> models() {
        List<Model> models = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            for (double radius : RADII) {
                for (Texture texture : Texture.values()) {
                    Pixels pixels = Pixels.of(drawn(figure, texture, radius));
                    float[] cover = Blob.all(pixels).get(0).cover();
                    boolean filled = texture != Texture.PLAIN;
                    float[] used = filled ? filled(cover) : cover;
                    models.add(new Model(figure, Frame.about(used).grid(used, GRID), filled));
                }
            }
        }
        return List.copyOf(models);
    }

    private static RgbImage drawn(Figure figure, Texture texture, double radius) {
        double middle = Pixels.SIZE / 2.0;
        int period = radius > Renderer.LARGEST_OF_SEVERAL ? Renderer.COARSE : Renderer.FINE;
        return Canvas.drawn(pen -> {
            pen.setPaint(Paints.of(Color.BLACK, texture, middle, middle, period));
            pen.fill(Outlines.of(figure, middle, middle, radius));
        });
    }
}
