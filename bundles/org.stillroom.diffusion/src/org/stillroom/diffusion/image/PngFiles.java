// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.graph.work.Progress;
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
     * @param progress may stop it; nothing is left then
     * @return the file
     * @throws IOException if the folder cannot be written or the disk is full; nothing is left of the picture then
     */
    public static Path writeNext(Path folder, String name, Tensor pixels, int index, SortedMap<String, String> texts,
            Progress progress) throws IOException {
        return write(folder, name, pixels, index, texts, progress,
                content -> NumberedFiles.write(folder, name, "png", content));
    }

    /** Like {@link #writeNext}, as exactly {@code name.png}; an earlier file of that name is replaced. */
    public static Path writeOver(Path folder, String name, Tensor pixels, int index, SortedMap<String, String> texts,
            Progress progress) throws IOException {
        Path file = folder.resolve(name + ".png");
        return write(folder, name, pixels, index, texts, progress, content -> {
            AtomicFile.write(file, content);
            return file;
        });
    }

    /**
     * The graph that a picture carries, as the text of a {@code .stillroom} file; empty if it carries none.
     *
     * @throws IOException if the file is not a whole PNG file
     */
    public static Optional<String> graphOf(Path file) throws IOException {
        return Optional.ofNullable(PngText.read(file).get(GRAPH));
    }

    private interface Target {
        Path write(AtomicFile.Content content) throws IOException;
    }

    private static Path write(Path folder, String name, Tensor pixels, int index, SortedMap<String, String> texts,
            Progress progress, Target target) throws IOException {
        FileNames.problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        BufferedImage image = PngWriter.image(pixels, index, progress);
        try {
            return target.write(channel -> PngWriter.write(image, texts, channel, progress));
        } catch (IOException e) {
            throw new IOException("The picture \"" + name + "\" cannot be written to the folder " + folder + " ("
                    + WriteFailures.reason(e) + "); make room there or choose another folder.", e);
        }
    }
}
