// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.nodes.contract.RgbImage;

/** Pictures are drawn, read and judged: what is scored is what is to be seen. */
class JudgeTest {

    private static Score score(String wanted, String drawn) {
        RgbImage picture = Renderer.draw(Captions.parse(drawn).orElseThrow(), 3);
        return Judge.score(Captions.parse(wanted).orElseThrow(), Reader.read(picture));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "a red circle, a blue circle, 0.75",
        "a red circle, a red square, 0.75",
        "a red circle, a striped red circle, 0.75",
        "a striped red circle, a dotted red circle, 0.75",
        "a dotted red circle, a red circle, 0.75",
        "a red circle, two red circles, 0.375",
        "a red circle, a blue square, 0.5",
        "a red circle, a sign displaying the word 'cat', 0",
        "three green stars, two green stars, 0.5",
        "three green stars, four green stars, 0.5625",
        "three green stars, three blue stars, 0.75",
        "three green stars, three green hearts, 0.75",
        "three green stars, three dotted green stars, 0.75",
    })
    void aWrongAttributeOfThingsIsNoticed(String wanted, String drawn, double parts) {
        Score score = score(wanted, drawn);
        assertFalse(score.right());
        assertEquals(parts, score.parts(), 1e-9);
        assertEquals(0, score.letters());
        assertFalse(score.wordRight());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "a green circle above a blue square",
        "a red star above a blue square",
        "a red circle above a brown square",
        "a red circle above a blue ring",
        "a red circle below a blue square",
        "a red circle to the left of a blue square",
        "a red circle to the right of a blue square",
    })
    void aWrongAttributeOfAPairIsNoticed(String drawn) {
        Score score = score("a red circle above a blue square", drawn);
        assertFalse(score.right());
        assertEquals(5.0 / 6, score.parts(), 1e-9);
    }

    @Test
    void swappedColoursAreTwoMistakes() {
        Score score = score("a red circle above a blue square", "a blue circle above a red square");
        assertEquals(4.0 / 6, score.parts(), 1e-9);
    }

    @Test
    void halfOfAPairIsWorthItsTwoAttributes() {
        assertEquals(2.0 / 6, score("a red circle above a blue square", "a red circle").parts(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "a red circle above a blue square, a blue square below a red circle",
        "a red circle to the right of a blue square, a blue square to the left of a red circle",
        "four dotted black rings, four dotted black rings",
        "a yellow sign displaying the word 'zebra', a yellow sign displaying the word 'zebra'",
    })
    void whatIsWantedIsRight(String wanted, String drawn) {
        Score score = score(wanted, drawn);
        assertTrue(score.right());
        assertEquals(1, score.parts());
        assertEquals(score.letters(), score.lettersRight());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "a red sign displaying the word 'cat', 3, true, 0.75",
        "a sign displaying the word 'cap', 2, false, 0.75",
        "a sign displaying the word 'at', 2, false, 0.75",
        "a sign displaying the word 'coat', 2, false, 0.75",
        "a sign displaying the word 'moon', 0, false, 0.25",
        "a red circle, 0, false, 0",
    })
    void aWrongAttributeOfASignIsNoticed(String drawn, int letters, boolean word, double parts) {
        Score score = score("a sign displaying the word 'cat'", drawn);
        assertFalse(score.right());
        assertEquals(letters, score.lettersRight());
        assertEquals(3, score.letters());
        assertEquals(word, score.wordRight());
        assertEquals(parts, score.parts(), 1e-9);
    }

    @Test
    void eachOfTheLettersIsToldFromTheOthers() {
        for (char letter = 'a'; letter <= 'z'; letter++) {
            String wanted = "a sign displaying the word '" + letter + letter + "'";
            for (int seed = 0; seed < 12; seed++) {
                RgbImage picture = Renderer.draw(Captions.parse(wanted).orElseThrow(), seed);
                assertTrue(Judge.score(Captions.parse(wanted).orElseThrow(), Reader.read(picture)).wordRight(),
                        wanted);
            }
        }
    }

    @Test
    void aBlankPictureIsWorthNothing() {
        byte[] white = new byte[3 * Renderer.SIZE * Renderer.SIZE];
        Arrays.fill(white, (byte) 255);
        Reading reading = Reader.read(new RgbImage(Renderer.SIZE, Renderer.SIZE, white));
        for (Scene scene : Meanings.all()) {
            assertEquals(0, Judge.score(scene, reading).parts(), scene::caption);
        }
    }
}
