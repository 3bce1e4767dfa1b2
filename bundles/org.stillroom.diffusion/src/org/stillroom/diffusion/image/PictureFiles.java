// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.stillroom.diffusion.image.container.PictureException;
import org.stillroom.diffusion.image.container.PictureInput;
import org.stillroom.diffusion.image.container.PictureKind;
import org.stillroom.diffusion.image.container.PictureSource;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.runtime.Tensor;

/**
 * Reads PNG, JPEG, WebP, BMP and GIF files; of several frames, the first. Transparent pixels are laid over white; grey,
 * 16-bit and palette pictures and those of four inks become colour. Pictures are turned as a camera's mark (EXIF) says.
 * Colour profiles are not applied.
 */
public final class PictureFiles {

    /** Pixels of the largest picture that is read: 64 megapixels. */
    public static final long LARGEST = 64L << 20;

    private PictureFiles() {}

    /** Width and height of a picture in pixels, as its file declares them, upright. */
    public record Size(int width, int height) {}

    /**
     * A picture with what is transparent in it.
     *
     * @param pixels [1, 3, height, width] in [0, 1], fp32 on the CPU, over white
     * @param mask the same shape: 1 where the picture is transparent, 0 where it is opaque
     */
    public record Masked(Tensor pixels, Tensor mask) {}

    /** What kind of picture a file is by its first bytes, such as {@code JPEG}; empty if it is none that is read. */
    public static Optional<String> kind(Path file) {
        return PictureKind.of(file).map(PictureKind::name);
    }

    /**
     * Reads the size alone, which takes no memory whatever the file claims.
     *
     * @throws IOException as a sentence, if the file is not a picture that is read or its size is not acceptable
     */
    public static Size size(Path file) throws IOException {
        return open(file, Progress.NONE,
                (source, in) -> new Size(source.uprightWidth(), source.uprightHeight()));
    }

    /**
     * Reads a picture.
     *
     * @return [1, 3, height, width] in [0, 1], fp32 on the CPU, owned by the caller
     * @throws IOException as a sentence, if the file cannot be read, is damaged, too large or of another format
     */
    public static Tensor read(Path file, Progress progress) throws IOException {
        return decoded(file, progress, picture -> picture.tensor(progress));
    }

    /**
     * Reads a picture and what is transparent in it.
     *
     * @return owned by the caller
     * @throws IOException as a sentence, if the file cannot be read, is damaged, too large or of another format
     */
    public static Masked masked(Path file, Progress progress) throws IOException {
        return decoded(file, progress, picture -> {
            Tensor mask = picture.mask(progress);
            try {
                return new Masked(picture.tensor(progress), mask);
            } catch (CancellationException e) {
                mask.close();
                throw e;
            }
        });
    }

    /**
     * Reads a picture with 8 bits for each of red, green and blue.
     *
     * @throws IOException as a sentence, if the file cannot be read, is damaged, too large or of another format
     */
    public static RgbImage rgb(Path file, Progress progress) throws IOException {
        return decoded(file, progress, picture -> picture.rgb(progress));
    }

    /**
     * Reads a small version of a picture without holding the whole: every n-th pixel of every n-th row.
     *
     * @param longest pixels that the longer side has at least, and less than twice as many; fewer only where the
     *     picture itself has fewer
     * @throws IOException as a sentence, if the file cannot be read, is damaged, too large or of another format
     */
    public static RgbImage thumbnail(Path file, int longest, Progress progress) throws IOException {
        return open(file, progress, (source, in) -> {
            int step = Math.max(1, Math.max(source.width(), source.height()) / longest);
            BufferedImage image = PictureDecoder.decode(source, in, step);
            progress.checkCancelled();
            return new DecodedPicture(image, source, step).rgb(progress);
        });
    }

    private interface Use<T> {
        T with(PictureSource source, PictureInput in) throws IOException;
    }

    private interface Look<T> {
        T at(DecodedPicture picture);
    }

    private static <T> T decoded(Path file, Progress progress, Look<T> look) throws IOException {
        return open(file, progress, (source, in) -> {
            BufferedImage image = PictureDecoder.decode(source, in, 1);
            progress.checkCancelled();
            return look.at(new DecodedPicture(image, source, 1));
        });
    }

    private static <T> T open(Path file, Progress progress, Use<T> use) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a file; choose a " + PictureKind.ALL + " file.");
        }
        if (!Files.isReadable(file)) {
            throw new IOException(file + " cannot be read; check its permissions.");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            PictureSource source;
            try (PictureInput whole = PictureInput.of(channel, progress)) {
                source = PictureSource.read(whole);
            }
            checkSize(source);
            try (PictureInput in = new PictureInput(channel, source.parts(), progress)) {
                return use.with(source, in);
            }
        } catch (PictureException e) {
            throw new IOException(file + " " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(file + " is damaged or of a kind that cannot be read (" + e.getMessage()
                    + "); open it in an image editor and save it as PNG.", e);
        }
    }

    private static void checkSize(PictureSource source) throws PictureException {
        int width = source.uprightWidth();
        int height = source.uprightHeight();
        if (width <= 0 || height <= 0) {
            throw new PictureException("says it is " + width + " x " + height + " pixels, which cannot be.");
        }
        // Decoded pixels take up to 8 bytes each in the Java heap.
        long most = Math.min(LARGEST, Runtime.getRuntime().maxMemory() / 16);
        if ((long) width * height > most) {
            throw new PictureException("is " + width + " x " + height + " pixels; at most "
                    + most / 1_000_000 + " megapixels can be read here. Make it smaller first.");
        }
    }
}
