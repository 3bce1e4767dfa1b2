// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stillroom.diffusion.image.WriteFailures;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.graph.io.Digest;
import org.stillroom.nodes.contract.RgbImage;

/**
 * The pictures of one encoder in a run's folder, one file for each prompt and seed. Its folder's name tells the
 * settings that they were drawn with, so that pictures of other settings are never taken for these.
 */
final class PictureStore {

    private static final int NAME_BYTES = 6;

    private final Path folder;

    private PictureStore(Path folder) {
        this.folder = folder;
    }

    /**
     * @param run the run's folder
     * @param encoder for people who look into the folder
     * @param settings everything that decides what the pictures are, but prompts and seeds
     */
    static PictureStore open(Path run, String encoder, Map<String, String> settings) {
        String text = settings.entrySet().stream().map(entry -> entry.getKey() + " = " + entry.getValue() + "\n")
                .sorted().collect(Collectors.joining());
        String digest = Digest.of(text, NAME_BYTES);
        Path folder = run.resolve("pictures").resolve(encoder.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + digest);
        try {
            Files.createDirectories(folder);
            AtomicFile.write(folder.resolve("settings.txt"), text);
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
        return new PictureStore(folder);
    }

    /** The picture, if it was drawn before; a damaged file counts as none. */
    Optional<RgbImage> find(Wanted wanted) {
        Path file = file(wanted);
        try {
            return Files.exists(file) ? Optional.of(PngPictures.read(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean has(Wanted wanted) {
        return find(wanted).isPresent();
    }

    /** @throws EvaluationException if the picture is not there any more */
    RgbImage read(Wanted wanted) {
        return find(wanted).orElseThrow(() -> new EvaluationException("The picture " + file(wanted)
                + " was drawn, but cannot be read any more; start the evaluation again, it draws what is missing."));
    }

    /** @throws EvaluationException if it cannot be written, such as on a full disk */
    void write(Wanted wanted, RgbImage picture) {
        Path file = file(wanted);
        try {
            AtomicFile.write(file, PngPictures.bytes(picture));
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private Path file(Wanted wanted) {
        return folder.resolve(wanted.name() + ".png");
    }

    static EvaluationException cannotWrite(Path file, IOException e) {
        return new EvaluationException(file + " cannot be written: " + WriteFailures.reason(e) + "; free space or "
                + "permit it, and start again: what is drawn is kept. Or choose another folder.", e);
    }
}
