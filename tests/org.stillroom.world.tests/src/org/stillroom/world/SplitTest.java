// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitTest {

    @Test
    void noMeaningIsInTwoSplits() {
        Map<String, Split> splits = new HashMap<>();
        for (Scene scene : Meanings.all()) {
            Split before = splits.put(scene.meaning(), Split.of(scene));
            assertTrue(before == null || before == Split.of(scene), scene::meaning);
        }
        // 64 things in 3 textures, alone or two to four of them; 64 x 63 pairs told one way, upright or level; words.
        assertEquals(64 * 3 * 4 + 64 * 63 * 2 + Words.all().size(), splits.size());
    }

    @Test
    void aPairToldFromTheOtherThingIsInTheSameSplit() {
        for (Scene.Pair pair : Meanings.pairs()) {
            Scene.Pair other = new Scene.Pair(pair.second(), pair.relation().reversed(), pair.first());
            assertEquals(pair.meaning(), other.meaning());
            assertEquals(Split.of(pair), Split.of(other));
        }
    }

    @Test
    void aWordIsInOneSplitOnBoardsOfEveryColour() {
        for (Scene.Sign sign : Meanings.signs()) {
            assertEquals(Split.ofWord(sign.word()), Split.of(sign));
        }
        Set<String> words = new HashSet<>();
        for (Split split : Split.values()) {
            for (String word : Words.of(split)) {
                assertTrue(words.add(word), word);
            }
        }
        assertEquals(new HashSet<>(Words.all()), words);
    }

    @Test
    void aTenthIsHeldOutForEachPurpose() {
        for (List<? extends Scene> scenes : List.of(Meanings.things(), Meanings.pairs(), Meanings.signs())) {
            Map<Split, Integer> counts = new EnumMap<>(Split.class);
            scenes.forEach(scene -> counts.merge(Split.of(scene), 1, Integer::sum));
            assertEquals(0.8, (double) counts.get(Split.TRAIN) / scenes.size(), 0.04);
            assertEquals(0.1, (double) counts.get(Split.VALIDATION) / scenes.size(), 0.03);
            assertEquals(0.1, (double) counts.get(Split.TEST) / scenes.size(), 0.03);
        }
    }

    @Test
    void everyAttributeIsInTraining() {
        Set<Object> seen = new HashSet<>();
        for (Scene scene : Meanings.all()) {
            if (Split.of(scene) == Split.TRAIN) {
                seen.addAll(attributes(scene));
            }
        }
        List<Object> wanted = new ArrayList<>(List.of(2, 3, 4));
        wanted.addAll(List.of(Colour.values()));
        wanted.addAll(List.of(Figure.values()));
        wanted.addAll(List.of(Texture.values()));
        wanted.addAll(List.of(Relation.values()));
        wanted.addAll(Meanings.items());
        for (char letter = 'a'; letter <= 'z'; letter++) {
            wanted.add(letter);
        }
        for (Object attribute : wanted) {
            assertTrue(seen.contains(attribute), () -> attribute + " is nowhere in training");
        }
    }

    @Test
    void everyLetterIsTrainedInEveryPlace() {
        Set<String> seen = new HashSet<>();
        World world = new World(1, Split.TRAIN);
        for (int i = 0; i < 20_000; i++) {
            if (world.scene(i) instanceof Scene.Sign sign) {
                for (int place = 0; place < sign.word().length(); place++) {
                    seen.add(sign.word().charAt(place) + " in " + place);
                }
            }
        }
        assertEquals(26 * Scene.Sign.LONGEST, seen.size());
    }

    /** If this fails the split has moved, and what was held out from a trained family is not held out any more. */
    @Test
    void theSplitIsFixed() {
        assertEquals(Split.TRAIN, Split.ofWord("cat"));
        assertEquals(Split.VALIDATION, Split.ofWord("tree"));
        assertEquals(Split.TEST, Split.ofWord("jazz"));
        assertEquals(Split.TRAIN, Split.of(new Scene.Pair(new Item(Colour.RED, Figure.CIRCLE), Relation.ABOVE,
                new Item(Colour.BLUE, Figure.SQUARE))));
    }

    private static List<Object> attributes(Scene scene) {
        return switch (scene) {
            case Scene.Single single -> List.of(single.texture(), single.item());
            case Scene.Group group -> List.of(group.count(), group.texture(), group.item());
            case Scene.Pair pair -> List.of(pair.first().colour(), pair.first().figure(), pair.relation(),
                    pair.second().colour(), pair.second().figure());
            case Scene.Sign sign -> {
                List<Object> all = new ArrayList<>(sign.board().stream().toList());
                sign.word().chars().forEach(letter -> all.add((char) letter));
                yield all;
            }
        };
    }
}
