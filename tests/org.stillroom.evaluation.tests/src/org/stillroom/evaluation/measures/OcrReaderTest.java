// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.stillroom.diffusion.image.Resampling;
import org.stillroom.diffusion.image.RgbResize;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.world.Colour;
import org.stillroom.world.Renderer;
import org.stillroom.world.Scene;

/** Tesseract reads words where it is installed, and its absence is explained. */
class OcrReaderTest {

    @Test
    void readsTheSignsOfTheWorld() {
        OcrReader reader = installed();
        List<String> words = List.of("cat", "bread", "dry", "fox", "go", "house", "wolf", "zip");
        double characters = 0;
        for (int i = 0; i < words.size(); i++) {
            Optional<Colour> board = i % 2 == 0 ? Optional.empty() : Optional.of(Colour.values()[i]);
            RgbImage picture = Renderer.draw(new Scene.Sign(board, words.get(i)), i);
            String read = reader.read(picture, OcrReader.Look.SIGN);
            characters += TextAccuracy.of(words.get(i), read).characters() / words.size();
        }
        assertTrue(characters >= 0.9, "character accuracy " + characters);
        assertTrue(reader.version().startsWith("tesseract"), reader.version());
    }

    @Test
    void readsALineOfOtherSize() {
        RgbImage sign = Renderer.draw(new Scene.Sign(Optional.empty(), "house"), 1);
        RgbImage large = RgbResize.resize(sign, 512, 512, Resampling.BICUBIC);
        OcrReader.Look look = new OcrReader.Look(Optional.of(new Rectangle(32, 112, 448, 144)), OcrReader.Page.LINE,
                "");
        assertTrue(TextAccuracy.of("house", installed().read(large, look)).characters() >= 0.8);
    }

    @Test
    void readsNothingWhereNothingIs() {
        assertEquals("", installed().read(MetricData.plain(64, 64, 255), OcrReader.Look.SIGN));
        assertEquals("", installed().read(MetricData.plain(64, 64, 255), OcrReader.Look.EVERYWHERE));
    }

    @Test
    void anAreaOutsideThePictureIsRefused() {
        OcrReader reader = installed();
        String message = assertThrows(IllegalArgumentException.class,
                () -> reader.read(MetricData.plain(32, 32, 255), OcrReader.Look.SIGN)).getMessage();
        assertTrue(message.contains("56 x 18 pixels at 4, 14") && message.contains("32 x 32"), message);
    }

    @Test
    void anAbsentProgramIsExplained() {
        String message = assertThrows(EvaluationException.class,
                () -> OcrReader.open("stillroom-no-such-program", "eng")).getMessage();
        assertTrue(message.contains("stillroom-no-such-program") && message.contains("apt-get install tesseract-ocr"),
                message);
    }

    @Test
    void anotherProgramIsExplained() {
        String message = assertThrows(EvaluationException.class, () -> OcrReader.open("false", "eng")).getMessage();
        assertTrue(message.contains("exit code 1"), message);
    }

    @Test
    void anAbsentLanguageIsExplained() {
        installed();
        String message = assertThrows(EvaluationException.class, () -> OcrReader.open("tesseract", "xyz"))
                .getMessage();
        assertTrue(message.contains("apt-get install tesseract-ocr-xyz"), message);
    }

    private static OcrReader installed() {
        try {
            return OcrReader.open();
        } catch (EvaluationException e) {
            return Assumptions.abort("Tesseract or its data for English is not installed: " + e.getMessage());
        }
    }
}
