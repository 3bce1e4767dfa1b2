// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.Map;
import java.util.Optional;
import org.stillroom.evaluation.measures.OcrReader;
import org.stillroom.evaluation.measures.TextAccuracy;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.world.Board;
import org.stillroom.world.Judge;
import org.stillroom.world.Reader;
import org.stillroom.world.Reading;
import org.stillroom.world.Renderer;
import org.stillroom.world.Score;

/**
 * What one picture shows of what was wanted.
 *
 * @param score how right it is, if the prompt is a caption of the miniature world
 * @param attributes of these which are right
 * @param read the word that the world's reader reads on a sign that was wanted; empty text if there is none
 * @param tesseract the text that Tesseract reads where a text was wanted, if Tesseract was asked
 */
public record Outcome(Wanted wanted, Optional<Score> score, Map<Attribute, Boolean> attributes, Optional<String> read,
        Optional<String> tesseract) {

    /** @param ocr Tesseract, where it is there */
    static Outcome of(Wanted wanted, RgbImage picture, Optional<OcrReader> ocr) {
        boolean readable = picture.width() == Renderer.SIZE && picture.height() == Renderer.SIZE;
        Optional<Reading> reading = wanted.scene().filter(scene -> readable).map(scene -> Reader.read(picture));
        boolean sign = wanted.scene().map(Kind::of).filter(Kind.SIGN::equals).isPresent();
        OcrReader.Look look = sign && readable ? OcrReader.Look.SIGN : OcrReader.Look.EVERYWHERE;
        return new Outcome(wanted, reading.map(seen -> Judge.score(wanted.scene().orElseThrow(), seen)),
                reading.map(seen -> Attribute.judge(wanted.scene().orElseThrow(), seen)).orElse(Map.of()),
                reading.filter(seen -> sign).map(seen -> seen.board().map(Board::word).orElse("")),
                wanted.text().flatMap(text -> ocr.map(reader -> reader.read(picture, look))));
    }

    /** Whether it is of a scene of things, by which meaning is measured; signs are measured as text. */
    boolean things() {
        return score.isPresent() && wanted.scene().map(Kind::of).filter(kind -> kind != Kind.SIGN).isPresent();
    }

    /** Right letters of the wanted text as a reader has read it: the fewest edits to it, less than its length. */
    static double lettersRight(String wanted, String read) {
        return TextAccuracy.of(wanted, read).characters() * letters(wanted);
    }

    static int letters(String wanted) {
        return wanted.strip().codePointCount(0, wanted.strip().length());
    }
}
