// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.stillroom.diffusion.image.PictureFiles;
import org.stillroom.diffusion.image.PngFiles;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;
import org.stillroom.graph.MissingGraphFileException;
import org.stillroom.nodes.pack.GraphBundle;

/** Opens a graph: from a {@code .stillroom} file, or from a picture that carries the graph it was made by. */
final class GraphLoader {

    private GraphLoader() {}

    /** @throws CliException if there is no such file, or it is no graph */
    static Graph load(Shell shell, Path named) throws CliException {
        Path file = shell.resolve(named);
        try {
            Optional<String> picture = PictureFiles.kind(file);
            if (picture.filter(kind -> !kind.equals("PNG")).isPresent()) {
                throw new CliException(ExitCode.GRAPH_WRONG, file + " is a " + picture.get() + " picture, which "
                        + "carries no graph; only PNG files that Stillroom saved do");
            }
            if (GraphBundle.is(file)) {
                throw new CliException(ExitCode.GRAPH_WRONG, file + " is a bundle; unpack it with \"stillroom unbundle "
                        + named + "\" and name the graph whose path that prints");
            }
            return isPicture(file) ? fromPicture(file) : GraphFile.read(file);
        } catch (MissingGraphFileException e) {
            throw new CliException(ExitCode.MISSING, e.getMessage(), e);
        } catch (GraphFileException e) {
            throw new CliException(ExitCode.GRAPH_WRONG, e.getMessage(), e);
        }
    }

    static boolean isPicture(Path file) {
        boolean named = file.getFileName() != null
                && file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".png");
        return named && Files.isRegularFile(file) || PictureFiles.kind(file).isPresent();
    }

    private static Graph fromPicture(Path file) throws GraphFileException, CliException {
        try {
            String text = PngFiles.graphOf(file).orElseThrow(() -> new CliException(ExitCode.GRAPH_WRONG,
                    file + " carries no graph; only pictures that Stillroom saved do"));
            return GraphFile.parse(text, file.toString());
        } catch (IOException e) {
            throw new CliException(ExitCode.GRAPH_WRONG, "the picture cannot be read: " + e.getMessage(), e);
        }
    }
}
