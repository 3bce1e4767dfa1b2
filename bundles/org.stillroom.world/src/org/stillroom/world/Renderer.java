// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Point2D;
import java.util.List;
import org.stillroom.nodes.contract.RgbImage;

/**
 * Draws scenes with Java2D, antialiased, without a screen. A picture is a function of the scene and the seed alone; the
 * seed moves things by a few pixels, and varies sizes, tints and the lettering.
 */
public final class Renderer {

    /** The width and height of a picture in pixels. */
    public static final int SIZE = 64;

    /** The period of textures in pixels, on a single thing and on each of several. */
    static final int COARSE = 8;
    static final int FINE = 6;

    /** The largest radius where there are several things, in pixels. */
    static final double LARGEST_OF_SEVERAL = 12;

    private final Graphics2D pen;
    private final Dice dice;

    private Renderer(Graphics2D pen, Dice dice) {
        this.pen = pen;
        this.dice = dice;
    }

    /**
     * @param scene what to draw
     * @param seed any number
     * @return a picture of 64 x 64 pixels; the same bytes for the same arguments, on any thread
     */
    public static RgbImage draw(Scene scene, long seed) {
        return Canvas.drawn(pen -> new Renderer(pen, new Dice(seed)).draw(scene));
    }

    private void draw(Scene scene) {
        int light = dice.between(241, 250);
        pen.setColor(new Color(light + dice.between(-4, 4), light + dice.between(-4, 4), light + dice.between(-4, 4)));
        pen.fillRect(0, 0, SIZE, SIZE);
        switch (scene) {
            case Scene.Single single -> drawSingle(single);
            case Scene.Group group -> drawGroup(group);
            case Scene.Pair pair -> drawPair(pair);
            case Scene.Sign sign -> Signs.draw(sign, pen, dice);
        }
    }

    private void drawSingle(Scene.Single single) {
        double radius = dice.between(17.0, 22.0);
        drawItem(single.item(), single.texture(), around(32, 3), around(32, 3), radius, COARSE);
    }

    private void drawGroup(Scene.Group group) {
        double radius = dice.between(9.5, 11.5);
        Color colour = shade(group.item().colour());
        for (Point2D place : places(group.count())) {
            double x = around(place.getX(), 1.5);
            double y = around(place.getY(), 1.5);
            fill(Outlines.of(group.item().figure(), x, y, radius), Paints.of(colour, group.texture(), x, y, FINE));
        }
    }

    private static List<Point2D> places(int count) {
        return switch (count) {
            case 2 -> List.of(new Point2D.Double(17, 32), new Point2D.Double(47, 32));
            case 3 -> List.of(new Point2D.Double(32, 17), new Point2D.Double(17, 47), new Point2D.Double(47, 47));
            default -> List.of(new Point2D.Double(17, 17), new Point2D.Double(47, 17), new Point2D.Double(17, 47),
                    new Point2D.Double(47, 47));
        };
    }

    private void drawPair(Scene.Pair pair) {
        Scene.Pair told = pair.told();
        boolean upright = told.relation().upright();
        for (int i = 0; i < 2; i++) {
            double along = around(i == 0 ? 17 : 47, 1.5);
            double across = around(32, 3);
            drawItem(i == 0 ? told.first() : told.second(), Texture.PLAIN, upright ? across : along,
                    upright ? along : across, dice.between(9.5, LARGEST_OF_SEVERAL), FINE);
        }
    }

    private void drawItem(Item item, Texture texture, double x, double y, double radius, int period) {
        fill(Outlines.of(item.figure(), x, y, radius), Paints.of(shade(item.colour()), texture, x, y, period));
    }

    private void fill(Shape shape, Paint paint) {
        pen.setPaint(paint);
        pen.fill(shape);
    }

    private double around(double value, double jitter) {
        return value + dice.between(-jitter, jitter);
    }

    private Color shade(Colour colour) {
        return Paints.shade(colour, tint(dice));
    }

    /** @return by how much a colour is lighter or darker than it is by its name */
    static int tint(Dice dice) {
        return dice.between(-6, 6);
    }
}
