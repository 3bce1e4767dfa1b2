// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.SortedMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOWriteProgressListener;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.runtime.Tensor;

/** Encodes one picture of a batch as PNG with text chunks. */
final class PngWriter {

    private static final String FORMAT = "javax_imageio_png_1.0";
    private static final int ROWS_AT_ONCE = 256;
    /** Zlib's level 2: in three quarters of the time of the usual level 4, and files grow by a hundredth. */
    private static final float QUICK = 0.78f;

    private PngWriter() {}

    /**
     * Levels are rounded as diffusers does: 255 times the value, half to even. Values outside [0, 1] are clamped.
     *
     * @param pixels [batch, 3, height, width] in [0, 1]
     */
    static BufferedImage image(Tensor pixels, int index, Progress progress) {
        int height = (int) pixels.size(2);
        int width = (int) pixels.size(3);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        WritableRaster raster = image.getRaster();
        try (Tensor picture = pixels.slice(0, index, index + 1)) {
            // In bands, so that a large picture does not stand in the Java heap as floats as well.
            for (int top = 0; top < height; top += ROWS_AT_ONCE) {
                progress.checkCancelled();
                int rows = Math.min(ROWS_AT_ONCE, height - top);
                try (Tensor band = picture.slice(2, top, top + rows)) {
                    raster.setDataElements(0, top, width, rows, levels(band.floats(), rows * width));
                }
            }
        }
        return image;
    }

    /** Red, green and blue of one pixel after the other. */
    private static byte[] levels(float[] planes, int area) {
        byte[] levels = new byte[3 * area];
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < area; i++) {
                float value = Math.max(0f, Math.min(1f, planes[channel * area + i]));
                levels[3 * i + channel] = (byte) Math.rint(value * 255f);
            }
        }
        return levels;
    }

    static void write(BufferedImage image, SortedMap<String, String> texts, WritableByteChannel to,
            Progress progress) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(Channels.newOutputStream(to))) {
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
            metadata.mergeTree(FORMAT, tree(texts));
            writer.setOutput(out);
            writer.addIIOWriteProgressListener(new CancelListener(progress));
            ImageWriteParam quickly = writer.getDefaultWriteParam();
            quickly.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quickly.setCompressionQuality(QUICK);
            writer.write(null, new IIOImage(image, null, metadata), quickly);
        } finally {
            writer.dispose();
        }
    }

    private static IIOMetadataNode tree(SortedMap<String, String> texts) {
        IIOMetadataNode international = new IIOMetadataNode("iTXt");
        texts.forEach((keyword, text) -> {
            IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
            entry.setAttribute("keyword", keyword);
            entry.setAttribute("compressionFlag", "FALSE");
            entry.setAttribute("compressionMethod", "0");
            entry.setAttribute("languageTag", "");
            entry.setAttribute("translatedKeyword", "");
            entry.setAttribute("text", text);
            international.appendChild(entry);
        });
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        if (!texts.isEmpty()) {
            root.appendChild(international);
        }
        return root;
    }

    /** Ends the encoding by the exception that the check throws. */
    private record CancelListener(Progress progress) implements IIOWriteProgressListener {

        @Override
        public void imageProgress(ImageWriter source, float percentageDone) {
            progress.checkCancelled();
        }

        @Override
        public void imageStarted(ImageWriter source, int imageIndex) {}

        @Override
        public void imageComplete(ImageWriter source) {}

        @Override
        public void thumbnailStarted(ImageWriter source, int imageIndex, int thumbnailIndex) {}

        @Override
        public void thumbnailProgress(ImageWriter source, float percentageDone) {}

        @Override
        public void thumbnailComplete(ImageWriter source) {}

        @Override
        public void writeAborted(ImageWriter source) {}
    }
}
