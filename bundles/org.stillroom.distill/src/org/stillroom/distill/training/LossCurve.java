// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.stillroom.evaluation.report.Contact;
import org.stillroom.nodes.contract.RgbImage;

/** Draws a stage's losses as loss.png: each step pale, their moving average dark, on a logarithmic scale. */
public final class LossCurve {

    static final String FILE = "loss.png";

    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;
    private static final int MARGIN = 20;
    /** Share of the moving average that a new step makes. */
    private static final double NEW = 0.01;

    private LossCurve() {
    }

    static void write(Path folder) throws IOException {
        Contact.writePng(folder.resolve(FILE), draw(read(folder)));
    }

    /** The losses in a stage's folder, step by step, without a row that a kill cut in two; none if it has no table. */
    public static double[] read(Path folder) throws IOException {
        Path table = folder.resolve(LossTable.FILE);
        List<String> lines = Files.exists(table) ? Files.readAllLines(table) : List.of();
        return lines.stream().skip(1).map(line -> line.split(",")).filter(cells -> cells.length == 4)
                .mapToDouble(cells -> Double.parseDouble(cells[1])).toArray();
    }

    /** The curve as a picture, such as for a preview; white for no losses. */
    public static RgbImage picture(double[] losses) {
        return Contact.rgb(draw(losses));
    }

    static BufferedImage draw(double[] losses) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        double[] smooth = smooth(losses);
        double top = Double.NEGATIVE_INFINITY;
        double bottom = Double.POSITIVE_INFINITY;
        for (double value : smooth) {
            top = Math.max(top, Math.log(value));
            bottom = Math.min(bottom, Math.log(value));
        }
        curve(g, losses, top, bottom, new Color(190, 205, 235), 1);
        curve(g, smooth, top, bottom, new Color(30, 70, 160), 2);
        g.dispose();
        return image;
    }

    private static double[] smooth(double[] losses) {
        double[] smooth = new double[losses.length];
        double average = 0;
        double weight = 0;
        for (int i = 0; i < losses.length; i++) {
            average += NEW * (losses[i] - average);
            weight += NEW * (1 - weight);
            smooth[i] = average / weight;
        }
        return smooth;
    }

    private static void curve(Graphics2D g, double[] values, double top, double bottom, Color colour, float width) {
        Path2D path = new Path2D.Double();
        double height = Math.max(1e-9, top - bottom);
        for (int i = 0; i < values.length; i++) {
            double x = MARGIN + (WIDTH - 2 * MARGIN) * (i + 0.5) / values.length;
            double y = MARGIN + (HEIGHT - 2 * MARGIN) * Math.clamp((top - Math.log(values[i])) / height, -0.05, 1.05);
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        g.setColor(colour);
        g.setStroke(new BasicStroke(width));
        g.draw(path);
    }
}
