// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.runtime.Tensor;

/**
 * Reads PNG and JPEG files. Transparent pixels are laid over white; grey, 16-bit and palette pictures become colour.
 * Colour profiles are not applied, and a camera's orientation mark (EXIF) is ignored: turn such a picture first.
 */
public final class PictureFiles {

    /** Pixels of the largest picture that is read: 64 megapixels. */
    public static final long LARGEST = 64L << 20;

    private static final Set<String> FORMATS = Set.of("png", "jpeg");

    private PictureFiles() {}

    /** Width and height of a picture in pixels, as its file declares them. */
    public record Size(int width, int height) {}

    /**
     * Reads the size alone, which takes no memory whatever the file claims.
     *
     * @throws IOException as a sentence, if the file is not a PNG or JPEG file or its size is not acceptable
     */
    public static Size size(Path file) throws IOException {
        return read(file, reader -> sizeOf(file, reader));
    }

    /**
     * Reads a picture.
     *
     * @return [1, 3, height, width] in [0, 1], fp32 on the CPU, owned by the caller
     * @throws IOException as a sentence, if the file cannot be read, is damaged, too large or of another format
     */
    public static Tensor read(Path file, Progress progress) throws IOException {
        return read(file, reader -> {
            sizeOf(file, reader);
            BufferedImage image = decode(reader);
            progress.checkCancelled();
            return DecodedPicture.tensor(image, progress);
        });
    }

    /**
     * Reads a picture with 8 bits for each of red, green and blue.
     *
     * @throws IOException as a sentence, if the file cannot be read, is damaged, too large or of another format
     */
    public static RgbImage rgb(Path file, Progress progress) throws IOException {
        return read(file, reader -> {
            sizeOf(file, reader);
            BufferedImage image = decode(reader);
            progress.checkCancelled();
            return DecodedPicture.rgb(image, progress);
        });
    }

    /**
     * Reads a small version of a picture without holding the whole: every n-th pixel of every n-th row.
     *
     * @param longest pixels that the longer side has at least, and less than twice as many; fewer only where the
     *     picture itself has fewer
     * @throws IOException as a sentence, if the file cannot be read, is damaged, too large or of another format
     */
    public static RgbImage thumbnail(Path file, int longest, Progress progress) throws IOException {
        return read(file, reader -> {
            Size size = sizeOf(file, reader);
            int step = Math.max(1, Math.max(size.width(), size.height()) / longest);
            ImageReadParam every = reader.getDefaultReadParam();
            every.setSourceSubsampling(step, step, 0, 0);
            BufferedImage image = reader.read(0, every);
            progress.checkCancelled();
            return DecodedPicture.rgb(image, progress);
        });
    }

    /** The JPEG decoder fills up what is missing with grey and only warns. */
    private static BufferedImage decode(ImageReader reader) throws IOException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage image = reader.read(0);
        for (String warning : warnings) {
            if (warning.contains("premature end") || warning.contains("Missing EOI")) {
                throw new IOException(warning);
            }
        }
        return image;
    }

    private interface Use<T> {
        T with(ImageReader reader) throws IOException;
    }

    private static <T> T read(Path file, Use<T> use) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a file; choose a PNG or JPEG file.");
        }
        if (!Files.isReadable(file)) {
            throw new IOException(file + " cannot be read; check its permissions.");
        }
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            ImageReader reader = reader(file, in);
            try {
                reader.setInput(in, true, true);
                return use.with(reader);
            } finally {
                reader.dispose();
            }
        } catch (PictureException e) {
            throw e;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException
                | NullPointerException e) {
            // What the JDK's decoders throw for damaged files.
            throw new IOException(file + " is damaged or of a kind that cannot be read (" + reason(e)
                    + "); open it in an image editor and save it as PNG.", e);
        }
    }

    private static ImageReader reader(Path file, ImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
            reader.dispose();
        }
        throw new PictureException(file + " is neither a PNG nor a JPEG file; convert it to PNG.");
    }

    private static Size sizeOf(Path file, ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width <= 0 || height <= 0) {
            throw new PictureException(file + " says it is " + width + " x " + height + " pixels, which cannot be.");
        }
        // Decoded pixels take up to 8 bytes each in the Java heap.
        long most = Math.min(LARGEST, Runtime.getRuntime().maxMemory() / 16);
        if ((long) width * height > most) {
            throw new PictureException(file + " is " + width + " x " + height + " pixels; at most "
                    + most / 1_000_000 + " megapixels can be read here. Make it smaller first.");
        }
        return new Size(width, height);
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** A complete sentence already. */
    private static final class PictureException extends IOException {

        private static final long serialVersionUID = 1L;

        PictureException(String message) {
            super(message);
        }
    }
}
