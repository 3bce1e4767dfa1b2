// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.runtime.Tensor;

/**
 * Turns decoded pictures into tensors. Samples are taken as they are in the file: Java's own conversion treats grey
 * as linear light and would brighten it.
 */
final class DecodedPicture {

    private static final int ROWS_AT_ONCE = 256;

    private DecodedPicture() {}

    /** @return [1, 3, height, width] in [0, 1] */
    static Tensor tensor(BufferedImage image, Progress progress) {
        List<Tensor> bands = new ArrayList<>();
        try {
            for (int top = 0; top < image.getHeight(); top += ROWS_AT_ONCE) {
                progress.checkCancelled();
                int rows = Math.min(ROWS_AT_ONCE, image.getHeight() - top);
                bands.add(Tensor.of(band(image, top, rows), 1, 3, rows, image.getWidth()));
            }
            return Tensor.cat(2, bands);
        } finally {
            bands.forEach(Tensor::close);
        }
    }

    /** Levels of 8 bits each, over white; half levels are rounded up. */
    static RgbImage rgb(BufferedImage image, Progress progress) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        for (int top = 0; top < height; top += ROWS_AT_ONCE) {
            progress.checkCancelled();
            int rows = Math.min(ROWS_AT_ONCE, height - top);
            int area = rows * width;
            float[] planes = band(image, top, rows);
            for (int i = 0; i < area; i++) {
                for (int channel = 0; channel < 3; channel++) {
                    rgb[3 * (top * width + i) + channel] = (byte) (planes[channel * area + i] * 255 + 0.5f);
                }
            }
        }
        return new RgbImage(width, height, rgb);
    }

    /** Planes of red, green and blue of some rows, over white. */
    private static float[] band(BufferedImage image, int top, int rows) {
        int width = image.getWidth();
        int area = rows * width;
        float[] planes = new float[3 * area];
        float[] pixel = new float[4];
        Raster raster = image.getRaster();
        ColorModel colors = image.getColorModel();
        int[] samples = new int[raster.getNumBands()];
        for (int i = 0; i < area; i++) {
            raster.getPixel(i % width, top + i / width, samples);
            if (colors instanceof IndexColorModel palette) {
                lookUp(palette, samples[0], pixel);
            } else {
                scale(colors, samples, pixel);
            }
            for (int channel = 0; channel < 3; channel++) {
                planes[channel * area + i] = pixel[channel] * pixel[3] + (1 - pixel[3]);
            }
        }
        return planes;
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
