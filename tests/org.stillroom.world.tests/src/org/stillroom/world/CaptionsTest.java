// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionsTest {

    private static final Item RED_CIRCLE = new Item(Colour.RED, Figure.CIRCLE);
    private static final Item BLUE_SQUARE = new Item(Colour.BLUE, Figure.SQUARE);

    @Test
    void everyCaptionIsParsedToItsScene() {
        for (Scene scene : Meanings.all()) {
            assertEquals(Optional.of(scene), Captions.parse(scene.caption()), scene::caption);
        }
    }

    @Test
    void captionsAreShortAndInLowerCase() {
        for (Scene scene : Meanings.all()) {
            String caption = scene.caption();
            assertEquals(caption.toLowerCase(Locale.ROOT), caption);
            assertTrue(caption.split(" ").length <= 10, caption);
        }
    }

    @Test
    void captionsReadAsInTheBenchmarks() {
        assertEquals("a red circle", new Scene.Single(Texture.PLAIN, RED_CIRCLE).caption());
        assertEquals("a striped red circle", new Scene.Single(Texture.STRIPED, RED_CIRCLE).caption());
        assertEquals("an orange heart",
                new Scene.Single(Texture.PLAIN, new Item(Colour.ORANGE, Figure.HEART)).caption());
        assertEquals("three dotted green crosses",
                new Scene.Group(3, Texture.DOTTED, new Item(Colour.GREEN, Figure.CROSS)).caption());
        assertEquals("a red circle to the left of a blue square",
                new Scene.Pair(RED_CIRCLE, Relation.LEFT, BLUE_SQUARE).caption());
        assertEquals("a sign displaying the word 'cat'", new Scene.Sign(Optional.empty(), "cat").caption());
        assertEquals("an orange sign displaying the word 'cat'",
                new Scene.Sign(Optional.of(Colour.ORANGE), "cat").caption());
    }

    @Test
    void carelessWritingIsUnderstood() {
        assertEquals(Optional.of(new Scene.Sign(Optional.of(Colour.RED), "cat")),
                Captions.parse("  A red  sign displaying the word \"CAT\". "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a circle", "a pink circle", "five red circles", "two red circle",
        "a red circle above a red circle", "a red circle near a blue square", "a sign displaying the word 'efficiency'",
        "a sign displaying the word 'a'", "a sign displaying the word 'caf\u00e9'", "a red circle and more"})
    void otherTextIsNoCaption(String text) {
        assertEquals(Optional.empty(), Captions.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a red circle", "Dear Olaf, a red  circle.", "in may: a red circle , as it rained ."})
    void aCaptionIsFoundInProse(String text) {
        assertEquals(Optional.of(new Scene.Single(Texture.PLAIN, RED_CIRCLE)), Captions.find(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dear olaf, it rained.", "a red circle above a blue dog.", "a red circle and more",
        "a red circle. a blue square.", "delta red circle.", "ada saw a red circle above a red circle."})
    void whatSaysMoreOrLessThanOneCaptionHasNone(String text) {
        assertEquals(Optional.empty(), Captions.find(text));
    }

    @Test
    void scenesThatCannotBeDrawnAreRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Scene.Sign(Optional.empty(), "efficiency"))
                .getMessage().contains("efficiency"));
        assertThrows(IllegalArgumentException.class, () -> new Scene.Group(5, Texture.PLAIN, RED_CIRCLE));
        assertThrows(IllegalArgumentException.class, () -> new Scene.Pair(RED_CIRCLE, Relation.ABOVE, RED_CIRCLE));
    }

    @Test
    void theListHoldsWordsThatFitOnly() {
        assertTrue(Words.all().size() >= 700);
        assertEquals(Words.all().size(), Words.all().stream().distinct().count());
        assertFalse(Words.all().stream().anyMatch(word -> !Scene.Sign.fits(word)));
    }
}
