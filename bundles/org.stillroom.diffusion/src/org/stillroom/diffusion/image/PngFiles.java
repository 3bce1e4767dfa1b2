// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.stillroom.torch.runtime.Tensor;

/**
 * Pictures as PNG files that carry texts, such as the graph that made them. A file appears whole under its name or
 * not at all: it is written beside its place and moved.
 */
public final class PngFiles {

    /** Keyword of the graph, as the canonical text of a {@code .stillroom} file. */
    public static final String GRAPH = "stillroom";

    /** Keyword of the models: JSON, {@code {model name: {file: SHA-256}}}. */
    public static final String MODELS = "stillroom.models";

    private PngFiles() {}

    /**
     * Writes one picture of a batch as {@code NAME_00001.png}, or under the next number that is free. Two programs
     * may write to the same folder at the same time: each picture gets its own number.
     *
     * @param pixels [batch, 3, height, width] in [0, 1]; 255 times the value is rounded, half to even
     * @param name must pass {@link FileNames#problem}
     * @param texts by keyword; Latin letters in keywords, any text in values
     * @param cancelCheck throws to stop; nothing is left then
     * @return the file
     * @throws IOException if the folder cannot be written or the disk is full; nothing is left of the picture then
     */
    public static Path writeNext(Path folder, String name, Tensor pixels, int index, SortedMap<String, String> texts,
            Runnable cancelCheck) throws IOException {
        return write(folder, name, pixels, index, texts, cancelCheck,
                temporary -> NumberedFiles.place(temporary, folder, name, "png"));
    }

    /** Like {@link #writeNext}, as exactly {@code name.png}; an earlier file of that name is replaced. */
    public static Path writeOver(Path folder, String name, Tensor pixels, int index, SortedMap<String, String> texts,
            Runnable cancelCheck) throws IOException {
        return write(folder, name, pixels, index, texts, cancelCheck,
                temporary -> replace(temporary, folder.resolve(name + ".png")));
    }

    /**
     * The graph that a picture carries, as the text of a {@code .stillroom} file; empty if it carries none.
     *
     * @throws IOException if the file is not a whole PNG file
     */
    public static Optional<String> graphOf(Path file) throws IOException {
        return Optional.ofNullable(PngText.read(file).get(GRAPH));
    }

    /** Puts a written file in its place. */
    private interface Placing {
        Path place(Path temporary) throws IOException;
    }

    private static Path write(Path folder, String name, Tensor pixels, int index, SortedMap<String, String> texts,
            Runnable cancelCheck, Placing placing) throws IOException {
        FileNames.problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        BufferedImage image = PngWriter.image(pixels, index, cancelCheck);
        Path temporary = folder.resolve(".stillroom-" + UUID.randomUUID() + ".tmp");
        try {
            PngWriter.write(image, texts, temporary, cancelCheck);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            return placing.place(temporary);
        } catch (IOException e) {
            throw new IOException("The picture \"" + name + "\" cannot be written to the folder " + folder + " ("
                    + WriteFailures.reason(e) + "); make room there or choose another folder.", e);
        } finally {
            remove(temporary);
        }
    }

    private static void remove(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // What went wrong before is what a user must hear; where nothing did, the file has been moved away.
            return;
        }
    }

    private static Path replace(Path temporary, Path file) throws IOException {
        return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
