// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.world.Captions;
import org.stillroom.world.Renderer;

class OutcomeTest {

    @Test
    void worldsOwnPicturesAreAllRight() {
        Row real = Fakes.real();
        for (Measured measured : real.measures().all()) {
            assertEquals(1, measured.value(), measured.key());
            assertEquals(1, measured.interval().orElseThrow().high(), measured.key());
            assertTrue(measured.interval().orElseThrow().low() < 1, measured.key());
        }
        for (Kind kind : Kind.values()) {
            assertTrue(real.get(Keys.SEMANTIC_KIND + kind.word()).isPresent(), kind.word());
        }
        for (Attribute attribute : Attribute.values()) {
            assertTrue(real.get(Keys.SEMANTIC_ATTRIBUTE + attribute.word()).isPresent(), attribute.word());
        }
    }

    @Test
    void wrongPicturesCount() {
        Row half = Fakes.student("half", 1000, 2, 2);
        long things = half.get(Keys.SEMANTIC).orElseThrow().count();
        long signs = half.get(Keys.READER_WORDS).orElseThrow().count();
        assertEquals(Fakes.PLAN.measured().size(), things + signs);
        assertEquals((things - things / 2) / (double) things, half.value(Keys.SEMANTIC), 0.02);
        assertEquals((signs - signs / 2) / (double) signs, half.value(Keys.READER_WORDS), 0.02);
        double characters = half.value(Keys.READER_CHARACTERS);
        assertTrue(characters > half.value(Keys.READER_WORDS) && characters < 0.9, "characters " + characters);
    }

    @Test
    void tellsAttributesApart() {
        assertEquals(Map.of(Attribute.COLOUR, true, Attribute.SHAPE, false, Attribute.TEXTURE, true),
                attributes("a red circle", "a red square"));
        assertEquals(Map.of(Attribute.COLOUR, false, Attribute.SHAPE, true, Attribute.TEXTURE, false),
                attributes("a red circle", "a striped blue circle"));
        assertEquals(Map.of(Attribute.COLOUR, false, Attribute.SHAPE, false, Attribute.TEXTURE, false,
                Attribute.NUMBER, false), attributes("three green stars", "two green stars"));
        assertEquals(Map.of(Attribute.COLOUR, true, Attribute.SHAPE, true, Attribute.RELATION, false),
                attributes("a red circle above a blue square", "a red circle below a blue square"));
        assertEquals(Map.of(Attribute.COLOUR, false, Attribute.SHAPE, true, Attribute.RELATION, true),
                attributes("a red circle above a blue square", "a green circle above a blue square"));
        assertEquals(Map.of(Attribute.BOARD, true),
                attributes("a red sign displaying the word 'cat'", "a red sign displaying the word 'dog'"));
        assertEquals(Map.of(Attribute.BOARD, false),
                attributes("a sign displaying the word 'cat'", "a red sign displaying the word 'cat'"));
    }

    private static Map<Attribute, Boolean> attributes(String wanted, String drawn) {
        return outcome(wanted, drawn).attributes();
    }

    private static Outcome outcome(String wanted, String drawn) {
        return Outcome.of(Wanted.of(wanted, 0), Renderer.draw(Captions.parse(drawn).orElseThrow(), 4),
                Optional.empty());
    }

    @Test
    void countsLettersByEdits() {
        Outcome cat = outcome("a sign displaying the word 'cats'", "a sign displaying the word 'cat'");
        assertEquals(Optional.of("cat"), cat.read());
        List<Measured> text = Texts.of(List.of(cat,
                outcome("a sign displaying the word 'sun'", "a sign displaying the word 'sun'")));
        assertEquals(6 / 7.0, value(text, Keys.READER_CHARACTERS), 1e-9);
        assertEquals(0.5, value(text, Keys.READER_WORDS));
        // words are independent, letters are not
        assertEquals(2, text.get(0).count());
    }

    private static double value(List<Measured> measured, String key) {
        return measured.stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow().value();
    }

    @Test
    void measuresNothingItCannotRead() {
        RgbImage large = new RgbImage(128, 128, new byte[3 * 128 * 128]);
        Outcome tooLarge = Outcome.of(Wanted.of("a red circle", 0), large, Optional.empty());
        assertTrue(tooLarge.score().isEmpty());
        assertFalse(tooLarge.things());
        Outcome other = Outcome.of(Wanted.of("a robot displaying the word 'hello'", 0), large, Optional.empty());
        assertTrue(other.score().isEmpty() && other.read().isEmpty());
        assertEquals(List.of(), Semantics.of(List.of(tooLarge, other)));
        assertEquals(List.of(), Texts.of(List.of(tooLarge, other)));
    }
}
