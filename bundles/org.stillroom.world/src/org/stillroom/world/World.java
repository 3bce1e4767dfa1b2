// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The endless stream of captioned pictures of one split. A sample is a function of the seed, the split and its index
 * alone: it can be made again, in any order and on any thread. Safe for use by several threads.
 */
public final class World {

    /** How often a sign's board has a colour that its caption names. */
    private static final double PAINTED = 0.5;

    /** How many words of training are no words: so letters are learned one by one and not by the look of words. */
    private static final double STRINGS = 0.5;

    /** The lengths of made-up words, as shares of ten. */
    private static final Integer[] LENGTHS = {2, 3, 3, 4, 4, 4, 5, 5, 5, 5};

    private static final String VOWELS = "aeiou";
    private static final String CONSONANTS = "bcdfghjklmnpqrstvwxyz";

    private final long seed;
    private final Split split;
    private final Wording wording;
    private final List<String> words;

    /** With plain captions. */
    public World(long seed, Split split) {
        this(seed, split, Wording.PLAIN);
    }

    /**
     * @param seed any number; another seed gives other samples of the same split
     * @param split the only split of which samples are made
     * @param wording how captions are worded; the scenes and pictures are the same
     */
    public World(long seed, Split split, Wording wording) {
        this.seed = seed;
        this.split = Objects.requireNonNull(split, "split");
        this.wording = Objects.requireNonNull(wording, "wording");
        this.words = Words.of(split);
    }

    /**
     * Makes a sample: 15 % are single things, 15 % groups, 30 % pairs and 40 % signs.
     *
     * @param index 0 or more
     * @return the sample; about a tenth of a millisecond of work
     */
    public Sample sample(long index) {
        Dice dice = dice(index);
        Scene scene = scene(dice);
        return new Sample(scene, tell(scene, index), Renderer.draw(scene, dice.next()));
    }

    /** @return the scene of the sample of that index, without its picture */
    public Scene scene(long index) {
        return scene(dice(index));
    }

    /** @return the caption of the sample of that index, without its picture */
    public String caption(long index) {
        return tell(scene(index), index);
    }

    private String tell(Scene scene, long index) {
        return wording.tell(scene, seed, split, index);
    }

    private Dice dice(long index) {
        return Dice.of(seed, split.ordinal(), index);
    }

    private Scene scene(Dice dice) {
        int kind = dice.below(100);
        while (true) {
            Scene scene;
            if (kind < 15) {
                scene = new Scene.Single(dice.pick(Texture.values()), item(dice));
            } else if (kind < 30) {
                scene = new Scene.Group(dice.between(Scene.Group.LEAST, Scene.Group.MOST),
                        dice.pick(Texture.values()), item(dice));
            } else if (kind < 60) {
                scene = pair(dice);
            } else {
                return sign(dice);
            }
            if (Split.of(scene) == split) {
                return scene;
            }
        }
    }

    private static Item item(Dice dice) {
        return new Item(dice.pick(Colour.values()), dice.pick(Figure.values()));
    }

    private static Scene pair(Dice dice) {
        Item first = item(dice);
        Item second = item(dice);
        while (second.equals(first)) {
            second = item(dice);
        }
        return new Scene.Pair(first, dice.pick(Relation.values()), second);
    }

    private Scene sign(Dice dice) {
        Optional<Colour> board = dice.chance(PAINTED) ? Optional.of(dice.pick(Colour.values())) : Optional.empty();
        boolean madeUp = split == Split.TRAIN && dice.chance(STRINGS);
        return new Scene.Sign(board, madeUp ? string(dice) : words.get(dice.below(words.size())));
    }

    /** A string that is no held-out word: like any word it belongs to one split. */
    private String string(Dice dice) {
        while (true) {
            String string = dice.chance(0.5) ? pronounceable(dice) : letters(dice);
            if (Split.ofWord(string) == split) {
                return string;
            }
        }
    }

    private static String letters(Dice dice) {
        StringBuilder text = new StringBuilder();
        for (int i = dice.pick(LENGTHS); i > 0; i--) {
            text.append((char) ('a' + dice.below(26)));
        }
        return text.toString();
    }

    private static String pronounceable(Dice dice) {
        StringBuilder text = new StringBuilder();
        boolean vowel = dice.chance(0.3);
        for (int i = dice.pick(LENGTHS); i > 0; i--) {
            String from = vowel ? VOWELS : CONSONANTS;
            text.append(from.charAt(dice.below(from.length())));
            vowel = !vowel;
        }
        return text.toString();
    }
}
