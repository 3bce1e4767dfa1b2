// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.nodes.contract.Shown;

/** A sheet of pictures, row by row; small ones twice as large. */
public final class Contact {

    private static final int SMALL = 128;
    private static final int GAP = 2;
    /** More pictures than these tell nothing more at a glance. */
    private static final int MOST = 64;
    /** Of a sheet that is looked at, in pixels. */
    private static final int WIDTH = 1024;

    private Contact() {
    }

    /** Writes a PNG file of pictures of one size. */
    public static void write(Path file, List<RgbImage> pictures, int columns) throws IOException {
        writePng(file, sheet(pictures, columns, pictures.get(0).width() <= SMALL ? 2 : 1));
    }

    /** The first of many pictures of one size, at least one, on a sheet that is small enough to be looked at. */
    public static Shown.Picture shown(List<RgbImage> pictures) {
        RgbImage first = pictures.getFirst();
        List<RgbImage> some = pictures.subList(0, Math.min(MOST, pictures.size()));
        int columns = (int) Math.ceil(Math.sqrt(some.size()));
        double zoom = Math.min(1, (double) WIDTH / (columns * Math.max(first.width(), first.height())));
        String count = some.size() == pictures.size() ? "" : some.size() + " of ";
        return new Shown.Picture(rgb(sheet(some, columns, zoom)), count + pictures.size() + " pictures of "
                + first.width() + " x " + first.height() + " pixels");
    }

    private static BufferedImage sheet(List<RgbImage> pictures, int columns, double zoom) {
        int width = (int) Math.max(1, pictures.get(0).width() * zoom) + GAP;
        int height = (int) Math.max(1, pictures.get(0).height() * zoom) + GAP;
        int rows = (pictures.size() + columns - 1) / columns;
        BufferedImage sheet = new BufferedImage(columns * width, rows * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, zoom < 1
                ? RenderingHints.VALUE_INTERPOLATION_BILINEAR : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        for (int i = 0; i < pictures.size(); i++) {
            g.drawImage(image(pictures.get(i)), i % columns * width, i / columns * height, width - GAP, height - GAP,
                    null);
        }
        g.dispose();
        return sheet;
    }

    /** Writes a picture as a PNG file. */
    public static void writePng(Path file, BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        AtomicFile.write(file, bytes.toByteArray());
    }

    /** The picture as Java2D takes it. */
    public static BufferedImage image(RgbImage picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                image.setRGB(x, y, picture.pixel(x, y));
            }
        }
        return image;
    }

    /** The picture as Java2D has drawn it. */
    public static RgbImage rgb(BufferedImage image) {
        int width = image.getWidth();
        byte[] rgb = new byte[3 * width * image.getHeight()];
        for (int i = 0; i < rgb.length / 3; i++) {
            int pixel = image.getRGB(i % width, i / width);
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new RgbImage(width, image.getHeight(), rgb);
    }
}
