// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.stillroom.nodes.contract.RgbImage;

/**
 * Reads words from pictures with the program Tesseract (4 or later), started as a process for each picture. Without
 * the program only this class does not work. May be used by several threads at once.
 */
public final class OcrReader {

    /** What Tesseract expects to see. */
    public enum Page {
        /** A single word. */
        WORD(8, 72),
        /** A single line of words. */
        LINE(7, 72),
        /** Words anywhere in the picture, as in a photograph. */
        ANYWHERE(11, 256);

        private final int number;
        private final int pixels;

        /** @param pixels height that smaller pictures are enlarged to, about */
        Page(int number, int pixels) {
            this.number = number;
            this.pixels = pixels;
        }
    }

    /**
     * How to look at a picture.
     *
     * @param area the part to read, in pixels; empty for the whole picture
     * @param letters that may be read, all others are never; empty for every letter
     */
    public record Look(Optional<Rectangle> area, Page page, String letters) {

        /** Words anywhere in the whole picture. */
        public static final Look EVERYWHERE = new Look(Optional.empty(), Page.ANYWHERE, "");

        /** The inside of the board of the miniature world's signs, whose letters are capitals. */
        public static final Look SIGN = new Look(Optional.of(new Rectangle(4, 14, 56, 18)), Page.WORD,
                "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    }

    private final Tesseract tesseract;
    private final String language;

    private OcrReader(Tesseract tesseract, String language) {
        this.tesseract = tesseract;
        this.language = language;
    }

    /** The program {@code tesseract} of the search path, for English; otherwise like {@link #open(String, String)}. */
    public static OcrReader open() {
        return open("tesseract", "eng");
    }

    /**
     * @param program name or path
     * @param language as Tesseract names it, such as {@code eng}
     * @throws EvaluationException if the program or the language is not installed, saying what to install
     */
    public static OcrReader open(String program, String language) {
        Tesseract tesseract = new Tesseract(program);
        String languages = tesseract.run(Optional.empty(), List.of("--list-langs"));
        if (languages.lines().map(String::strip).noneMatch(language::equals)) {
            throw new EvaluationException("Tesseract has no data for the language " + language + "; install it (on "
                    + "Debian: apt-get install tesseract-ocr-" + language + "), or choose another language.");
        }
        return new OcrReader(tesseract, language);
    }

    /** The program's version, for reports, such as {@code tesseract 5.3.0}. */
    public String version() {
        return tesseract.run(Optional.empty(), List.of("--version")).lines().findFirst().orElse("").strip();
    }

    /**
     * What Tesseract reads; words are parted by a space.
     *
     * @return empty if it reads nothing, or the area is of one brightness
     * @throws EvaluationException if the program fails
     * @throws CancellationException if the thread is interrupted
     */
    public String read(RgbImage picture, Look look) {
        Rectangle area = look.area().orElse(new Rectangle(picture.width(), picture.height()));
        if (OcrPicture.blank(picture, area)) {
            return "";
        }
        Path file = null;
        try {
            file = Files.createTempFile("stillroom-word", ".png");
            ImageIO.write(prepared(picture, area, look.page()), "png", file.toFile());
            return tesseract.run(Optional.of(file), arguments(look)).strip().replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new EvaluationException("A picture cannot be handed to Tesseract (" + e.getMessage()
                    + "); free space in the folder for temporary files.", e);
        } finally {
            delete(file);
        }
    }

    private static BufferedImage prepared(RgbImage picture, Rectangle area, Page page) {
        return page == Page.ANYWHERE
                ? OcrPicture.whole(picture, area, page.pixels)
                : OcrPicture.word(picture, area, page.pixels);
    }

    private List<String> arguments(Look look) {
        List<String> arguments = new ArrayList<>(List.of("stdin", "stdout", "--psm",
                String.valueOf(look.page().number), "-l", language));
        if (!look.letters().isEmpty()) {
            arguments.addAll(List.of("-c", "tessedit_char_whitelist=" + look.letters()));
        }
        return arguments;
    }

    private static void delete(Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // a temporary file that stays behind does no harm
            }
        }
    }
}
