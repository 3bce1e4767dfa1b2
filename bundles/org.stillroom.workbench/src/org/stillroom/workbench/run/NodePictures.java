// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;
import org.stillroom.nodes.contract.RgbImage;

/** Pictures made small enough for a node on the canvas. Needs no display. */
final class NodePictures {

    /** Longest side in pixels: enough for a node at twice its size. */
    static final int LONGEST = 384;

    /** More pictures than these would be too small to tell anything; the first are shown. */
    static final int MOST = 16;

    private static final int GAP = 6;

    private static final PaletteData RGB = new PaletteData(0xff0000, 0xff00, 0xff);

    private NodePictures() {}

    /** @throws SWTException if the file cannot be read or is no picture */
    static ImageData of(Path file) {
        return small(new ImageData(file.toString()));
    }

    static ImageData of(RgbImage image) {
        return small(whole(image));
    }

    /** The picture as a PNG file. */
    static byte[] png(RgbImage image) {
        ImageLoader loader = new ImageLoader();
        loader.data = new ImageData[] {whole(image)};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        loader.save(bytes, SWT.IMAGE_PNG);
        return bytes.toByteArray();
    }

    private static ImageData whole(RgbImage image) {
        return new ImageData(image.width(), image.height(), 24, RGB, 1, image.rgb());
    }

    /**
     * Pictures beside each other, up to three in a row, more in rows and columns.
     *
     * @param pictures at least one, as this class made them; they may differ in size
     */
    static ImageData together(List<ImageData> pictures) {
        List<ImageData> shown = pictures.subList(0, Math.min(MOST, pictures.size()));
        if (shown.size() == 1) {
            return shown.getFirst();
        }
        int columns = shown.size() <= 3 ? shown.size() : (int) Math.ceil(Math.sqrt(shown.size()));
        int rows = (shown.size() + columns - 1) / columns;
        // two in a row are half as large again as one alone, as a node is not wider for them
        int longest = LONGEST * 3 / 2 / columns;
        List<ImageData> cells = shown.stream().map(picture -> small(picture, longest)).toList();
        int width = cells.stream().mapToInt(cell -> cell.width).max().orElseThrow();
        int height = cells.stream().mapToInt(cell -> cell.height).max().orElseThrow();
        ImageData all = new ImageData(columns * (width + GAP) - GAP, rows * (height + GAP) - GAP, 24, RGB);
        all.alphaData = new byte[all.width * all.height];
        for (int i = 0; i < cells.size(); i++) {
            ImageData cell = cells.get(i);
            copy(cell, all, i % columns * (width + GAP) + (width - cell.width) / 2,
                    i / columns * (height + GAP) + (height - cell.height) / 2);
        }
        return all;
    }

    private static void copy(ImageData from, ImageData to, int left, int top) {
        for (int y = 0; y < from.height; y++) {
            for (int x = 0; x < from.width; x++) {
                RGB color = from.palette.getRGB(from.getPixel(x, y));
                to.setPixel(left + x, top + y, RGB.getPixel(color));
                to.setAlpha(left + x, top + y, 255);
            }
        }
    }

    private static ImageData small(ImageData full) {
        return small(full, LONGEST);
    }

    private static ImageData small(ImageData full, int most) {
        int longest = Math.max(full.width, full.height);
        if (longest <= most) {
            return full;
        }
        int width = Math.max(1, full.width * most / longest);
        int height = Math.max(1, full.height * most / longest);
        byte[] data = new byte[width * height * 3];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                RGB mean = mean(full, x * full.width / width, (x + 1) * full.width / width,
                        y * full.height / height, (y + 1) * full.height / height);
                data[at++] = (byte) mean.red;
                data[at++] = (byte) mean.green;
                data[at++] = (byte) mean.blue;
            }
        }
        return new ImageData(width, height, 24, RGB, 1, data);
    }

    /** SWT's own scaling takes single pixels, which makes fine texture sparkle. */
    private static RGB mean(ImageData full, int left, int right, int top, int bottom) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                RGB color = full.palette.getRGB(full.getPixel(x, y));
                red += color.red;
                green += color.green;
                blue += color.blue;
            }
        }
        int count = (right - left) * (bottom - top);
        return new RGB((int) (red / count), (int) (green / count), (int) (blue / count));
    }
}
