// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import org.stillroom.diffusion.image.container.PictureException;
import org.stillroom.diffusion.image.container.PictureInput;
import org.stillroom.diffusion.image.container.PictureKind;
import org.stillroom.diffusion.image.container.PictureSource;
import org.stillroom.diffusion.image.container.PictureSource.Inks;

/**
 * Decodes with Java's own decoders, and WebP with TwelveMonkeys'. They are asked for by name: what else is installed in
 * the same program changes no picture, and nothing has to be registered in OSGi.
 */
final class PictureDecoder {

    private PictureDecoder() {}

    /**
     * @param step decodes every how many pixels of every how many rows
     * @throws IOException if it is damaged, with what the decoder says
     */
    static BufferedImage decode(PictureSource source, PictureInput in, int step) throws IOException {
        source.check(in);
        ImageReader reader = reader(source.kind());
        try {
            reader.setInput(in, false, true);
            checkSize(source, reader.getWidth(0), reader.getHeight(0));
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((from, warning) -> warnings.add(warning));
            ImageReadParam every = reader.getDefaultReadParam();
            every.setSourceSubsampling(step, step, 0, 0);
            BufferedImage image = read(source, reader, every);
            checkWarnings(source, warnings);
            return image;
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            // Decoders throw whatever comes where a file is damaged.
            throw new IOException(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage read(PictureSource source, ImageReader reader, ImageReadParam every)
            throws IOException {
        if (source.inks() == Inks.NONE) {
            return reader.read(0, every);
        }
        // Not every Java knows inks; all give them as they are stored.
        return CmykJpeg.image(reader.readRaster(0, every), source.inks() == Inks.YCCK);
    }

    private static void checkSize(PictureSource source, int width, int height) throws PictureException {
        if (width > source.width() - source.left() || height > source.height() - source.top()) {
            throw new PictureException("is damaged: it says it is " + source.width() + " x " + source.height()
                    + " pixels, and its picture " + width + " x " + height + ".");
        }
    }

    /** The JPEG decoder fills up what is missing with grey and only warns; the WebP decoder likewise with nothing. */
    private static void checkWarnings(PictureSource source, List<String> warnings) throws IOException {
        for (String warning : warnings) {
            if (source.kind() == PictureKind.WEBP || warning.contains("premature end")
                    || warning.contains("Missing EOI")) {
                throw new IOException(warning);
            }
        }
    }

    private static ImageReader reader(PictureKind kind) throws IOException {
        if (kind == PictureKind.WEBP) {
            return new WebPImageReaderSpi().createReaderInstance(null);
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.name());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule() == ImageIO.class.getModule()) {
                return reader;
            }
            reader.dispose();
        }
        throw new IOException("this Java has no decoder for " + kind + " files");
    }
}
