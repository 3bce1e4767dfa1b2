// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;
import org.stillroom.diffusion.image.container.Orientation;
import org.stillroom.diffusion.image.container.PictureSource;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/**
 * A decoded picture in its place, as it is to be seen. Samples are taken as they are in the file: Java's own conversion
 * treats grey as linear light and would brighten it. Where a frame does not cover the picture, it is transparent.
 */
final class DecodedPicture {

    private static final int ROWS_AT_ONCE = 256;

    private final Raster raster;
    private final ColorModel colors;
    private final Orientation orientation;
    private final int left;
    private final int top;
    /** As it is stored. */
    private final int width;
    private final int height;

    /** @param step every how many pixels of the file one was decoded */
    DecodedPicture(BufferedImage image, PictureSource source, int step) {
        raster = image.getRaster();
        colors = image.getColorModel();
        orientation = source.orientation();
        left = source.left() / step;
        top = source.top() / step;
        width = (source.width() + step - 1) / step;
        height = (source.height() + step - 1) / step;
    }

    int width() {
        return orientation.sides() ? height : width;
    }

    int height() {
        return orientation.sides() ? width : height;
    }

    /** @return [1, 3, height, width] in [0, 1], over white */
    Tensor tensor(Progress progress) {
        return inBands(progress, this::overWhite);
    }

    /** @return [1, 3, height, width]: 1 where the picture is transparent */
    Tensor mask(Progress progress) {
        if (!transparent()) {
            return Tensor.zeros(DType.F32, Device.CPU, 1, 3, height(), width());
        }
        return inBands(progress, this::missing);
    }

    private boolean transparent() {
        return colors.hasAlpha() || raster.getWidth() != width || raster.getHeight() != height;
    }

    private interface Band {
        float[] of(int from, int rows);
    }

    private Tensor inBands(Progress progress, Band band) {
        List<Tensor> bands = new ArrayList<>();
        try {
            for (int from = 0; from < height(); from += ROWS_AT_ONCE) {
                progress.checkCancelled();
                int rows = Math.min(ROWS_AT_ONCE, height() - from);
                bands.add(Tensor.of(band.of(from, rows), 1, 3, rows, width()));
            }
            return Tensor.cat(2, bands);
        } finally {
            bands.forEach(Tensor::close);
        }
    }

    /** Levels of 8 bits each, over white; half levels are rounded up. */
    RgbImage rgb(Progress progress) {
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        for (int from = 0; from < height(); from += ROWS_AT_ONCE) {
            progress.checkCancelled();
            int rows = Math.min(ROWS_AT_ONCE, height() - from);
            int area = rows * width();
            float[] planes = overWhite(from, rows);
            for (int i = 0; i < area; i++) {
                for (int channel = 0; channel < 3; channel++) {
                    rgb[3 * (from * width() + i) + channel] = (byte) (planes[channel * area + i] * 255 + 0.5f);
                }
            }
        }
        return new RgbImage(width(), height(), rgb);
    }

    /** Planes of red, green and blue of some rows, over white. */
    private float[] overWhite(int from, int rows) {
        int area = rows * width();
        float[] planes = new float[3 * area];
        eachPixel(from, rows, (i, pixel) -> {
            for (int channel = 0; channel < 3; channel++) {
                planes[channel * area + i] = pixel[channel] * pixel[3] + (1 - pixel[3]);
            }
        });
        return planes;
    }

    private float[] missing(int from, int rows) {
        int area = rows * width();
        float[] planes = new float[3 * area];
        eachPixel(from, rows, (i, pixel) -> {
            for (int channel = 0; channel < 3; channel++) {
                planes[channel * area + i] = 1 - pixel[3];
            }
        });
        return planes;
    }

    private interface EachPixel {
        /** @param pixel red, green, blue and alpha */
        void with(int index, float[] pixel);
    }

    private void eachPixel(int from, int rows, EachPixel each) {
        float[] pixel = new float[4];
        int[] samples = new int[raster.getNumBands()];
        int index = 0;
        for (int y = from; y < from + rows; y++) {
            for (int x = 0; x < width(); x++) {
                int column = orientation.storedX(x, y, width) - left;
                int row = orientation.storedY(x, y, height) - top;
                if (column < 0 || column >= raster.getWidth() || row < 0 || row >= raster.getHeight()) {
                    pixel[3] = 0;
                } else {
                    raster.getPixel(column, row, samples);
                    look(samples, pixel);
                }
                each.with(index++, pixel);
            }
        }
    }

    private void look(int[] samples, float[] pixel) {
        if (colors instanceof IndexColorModel palette) {
            lookUp(palette, samples[0], pixel);
        } else {
            scale(colors, samples, pixel);
        }
    }

    private static void lookUp(IndexColorModel palette, int index, float[] pixel) {
        pixel[0] = palette.getRed(index) / 255f;
        pixel[1] = palette.getGreen(index) / 255f;
        pixel[2] = palette.getBlue(index) / 255f;
        pixel[3] = palette.getAlpha(index) / 255f;
    }

    /** One or two bands are grey and alpha, three or four are colour and alpha. */
    private static void scale(ColorModel colors, int[] samples, float[] pixel) {
        boolean grey = samples.length < 3;
        for (int channel = 0; channel < 3; channel++) {
            int band = grey ? 0 : channel;
            pixel[channel] = scaled(colors, samples, band);
        }
        boolean alpha = samples.length == 2 || samples.length == 4;
        pixel[3] = alpha ? scaled(colors, samples, samples.length - 1) : 1f;
    }

    private static float scaled(ColorModel colors, int[] samples, int band) {
        return samples[band] / (float) ((1 << colors.getComponentSize(band)) - 1);
    }
}
