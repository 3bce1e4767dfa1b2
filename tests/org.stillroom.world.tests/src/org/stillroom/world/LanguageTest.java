// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Captions in prose, and the texts of the language model. */
class LanguageTest {

    private static final int SAMPLES = 3000;
    private static final Pattern QUOTED = Pattern.compile("'([a-z]+)'");

    @Test
    void proseTellsTheCaptionAndTheSamePicture() {
        for (Split split : Split.values()) {
            World plain = new World(4, split);
            World prose = new World(4, split, Wording.PROSE);
            for (int i = 0; i < 200; i++) {
                Sample sample = prose.sample(i);
                assertEquals(plain.sample(i).scene(), sample.scene());
                assertArrayEquals(plain.sample(i).picture().rgb(), sample.picture().rgb());
                assertEquals(prose.caption(i), sample.caption());
                assertTrue(sample.caption().contains(plain.caption(i)), sample.caption());
                assertEquals(Optional.of(sample.scene()), Captions.find(sample.caption()), sample.caption());
                assertTrue(sample.caption().length() > plain.caption(i).length(), sample.caption());
            }
        }
    }

    /** So it is the caption alone that tells what is to be drawn. */
    @Test
    void whatIsSaidAroundTellsNothingOfThePicture() {
        Set<String> visual = new HashSet<>(List.of("sign", "word", "striped", "dotted", "two", "three", "four"));
        Arrays.stream(Colour.values()).map(Colour::word).forEach(visual::add);
        Arrays.stream(Figure.values()).forEach(figure -> visual.addAll(List.of(figure.word(), figure.plural())));
        World prose = new World(5, Split.TRAIN, Wording.PROSE);
        for (int i = 0; i < SAMPLES; i++) {
            String around = prose.caption(i).replace(prose.scene(i).caption(), "");
            for (String word : around.split("[ .,:;?]+", -1)) {
                assertFalse(visual.contains(word), prose.caption(i));
                assertFalse(word.contains("'"), prose.caption(i));
            }
        }
    }

    @Test
    void sentencesAreWellFormed() {
        World prose = new World(6, Split.TEST, Wording.PROSE);
        Language language = new Language(6);
        for (int i = 0; i < SAMPLES; i++) {
            for (String text : List.of(prose.caption(i), language.text(i))) {
                assertTrue(text.matches("[a-z0-9'.,:;? ]+"), text);
                assertFalse(text.contains("  ") || text.contains(" ,") || text.startsWith(" ") || text.contains("$"),
                        text);
            }
            String around = prose.caption(i).replace(prose.scene(i).caption(), "");
            assertTrue(around.replaceAll("[.,:;?]", " $0").strip().split(" +", -1).length <= 50, around);
        }
    }

    @Test
    void whatIsSaidAroundIsHeldOutToo() {
        for (Split split : Split.values()) {
            World prose = new World(7, split, Wording.PROSE);
            for (int i = 0; i < 500; i++) {
                String frame = prose.caption(i).replace(prose.scene(i).caption(), "$caption");
                assertEquals(split, Split.ofFrame(frame), frame);
            }
        }
    }

    /** No word of the other parts is spelled or shown, also not backwards. */
    @Test
    void theLanguageKnowsNoWordThatIsHeldOut() {
        Language language = new Language(8);
        int words = 0;
        for (long i = 0; i < SAMPLES; i++) {
            Matcher quoted = QUOTED.matcher(language.text(i));
            while (quoted.find()) {
                String word = quoted.group(1);
                if (word.length() > 1) {
                    words++;
                    assertEquals(Split.TRAIN, Split.ofWord(word), language.text(i));
                }
            }
        }
        assertTrue(words > 1000, words + " words");
    }

    @Test
    void mostOfTheLanguageIsSeenInNoPicture() {
        Language language = new Language(9);
        long captions = LongStream.range(0, SAMPLES).mapToObj(language::text)
                .filter(text -> text.matches(
                        ".*(sign displaying|circle|square|triangle|diamond|star|heart|cross|ring).*")).count();
        assertEquals(0.5, captions / (double) SAMPLES, 0.06);
    }

    @Test
    void textsAreAFunctionOfSeedAndIndex() {
        Language language = new Language(10);
        List<String> first = LongStream.range(0, 50).mapToObj(language::text).toList();
        assertEquals(first, LongStream.range(0, 50).mapToObj(new Language(10)::text).toList());
        assertNotEquals(first, LongStream.range(0, 50).mapToObj(new Language(11)::text).toList());
        assertEquals(50, new HashSet<>(first).size(), 10);
        World prose = new World(10, Split.TRAIN, Wording.PROSE);
        assertEquals(prose.caption(7), new World(10, Split.TRAIN, Wording.PROSE).caption(7));
        assertNotEquals(prose.caption(7), new World(10, Split.TRAIN).caption(7));
    }

    @Test
    void aGrammarThatNamesARuleThatIsNotThereIsRefused() {
        String message = assertThrows(IllegalStateException.class, () -> Grammar.read("prose.txt", Set.of()))
                .getMessage();
        assertTrue(message.contains("prose.txt has no rule caption"), message);
        String missing = assertThrows(IllegalStateException.class, () -> Grammar.read("none.txt", Set.of()))
                .getMessage();
        assertTrue(missing.contains("the grammar none.txt is missing"), missing);
    }
}
