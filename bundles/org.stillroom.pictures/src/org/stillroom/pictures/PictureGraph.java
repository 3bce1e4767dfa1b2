// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.stillroom.diffusion.image.PngFiles;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;

/** The graph inside a picture. Pictures come from strangers: what is too large is not read. */
final class PictureGraph {

    /** Largest file that is looked into, in bytes: 512 MiB, more than the largest picture that is written. */
    static final long MOST_BYTES = 512L << 20;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    private PictureGraph() {}

    /**
     * The graph that made a picture.
     *
     * @return empty if the picture carries none
     * @throws IOException as a sentence, if the file is no PNG file, is broken, or its graph is
     */
    static Optional<Graph> read(Path picture) throws IOException {
        if (!Files.isRegularFile(picture)) {
            throw new IOException(NLS.bind(Messages.notAFile, picture));
        }
        if (Files.size(picture) > MOST_BYTES) {
            throw new IOException(NLS.bind(Messages.tooLarge, picture, MOST_BYTES >> 20));
        }
        if (!isPng(picture)) {
            throw new IOException(NLS.bind(Messages.notPng, picture.getFileName()));
        }
        Optional<String> text = PngFiles.graphOf(picture);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(GraphFile.parse(text.get(), picture.getFileName().toString()));
        } catch (GraphFileException e) {
            throw new IOException(NLS.bind(Messages.brokenGraph, e.getMessage()), e);
        }
    }

    private static boolean isPng(Path picture) throws IOException {
        try (InputStream in = Files.newInputStream(picture)) {
            return Arrays.equals(in.readNBytes(PNG.length), PNG);
        }
    }
}
