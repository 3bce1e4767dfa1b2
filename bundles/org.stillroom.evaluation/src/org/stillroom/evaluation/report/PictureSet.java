// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.world.Renderer;

/**
 * Pictures that need not all be in memory.
 *
 * @param at makes or reads the picture of a number from 0
 * @param name of the picture of a number, for people: a file or a prompt
 */
record PictureSet(int count, IntFunction<RgbImage> at, IntFunction<String> name) {

    static PictureSet drawn(List<Wanted> wanted, PictureStore store) {
        return new PictureSet(wanted.size(), i -> store.read(wanted.get(i)), i -> wanted.get(i).prompt());
    }

    /**
     * Real pictures of the miniature world: of what is wanted, drawn by the world itself.
     *
     * @param each pictures of everything wanted
     * @param draw another one gives other pictures
     */
    static PictureSet real(List<Wanted> wanted, int each, long draw) {
        return new PictureSet(wanted.size() * each, i -> {
            Wanted one = wanted.get(i / each);
            return Renderer.draw(one.scene().orElseThrow(), one.noise() + 1_000_003L * draw + i % each);
        }, i -> wanted.get(i / each).prompt());
    }

    /**
     * All PNG, JPEG, WebP and BMP files of a folder.
     *
     * @throws EvaluationException if there are none
     */
    static PictureSet folder(Path folder) {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries
                    .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g|webp|bmp)"))
                    .sorted().toList();
        } catch (IOException e) {
            throw new EvaluationException("The folder of real pictures " + folder + " cannot be read (" + e.getMessage()
                    + "); choose another one.", e);
        }
        if (files.isEmpty()) {
            throw new EvaluationException("The folder of real pictures " + folder
                    + " has no PNG, JPEG, WebP or BMP file; choose another one.");
        }
        return new PictureSet(files.size(), i -> {
            try {
                return PngPictures.read(files.get(i));
            } catch (IOException e) {
                throw new EvaluationException(e.getMessage(), e);
            }
        }, i -> files.get(i).toString());
    }
}
