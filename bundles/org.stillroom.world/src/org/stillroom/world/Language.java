// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The endless stream of texts that a language model of the world learns from. Half of it tells of nothing that a
 * picture shows: people, weather, what lies where, how words are spelled. Scenes and words of the training part only. A
 * text is a function of the seed and its index alone. Safe for use by several threads.
 *
 * @param seed any number; another seed gives other texts
 */
public record Language(long seed) {

    private static final String CAPTION = "caption";
    private static final Grammar GRAMMAR = Grammar.read("prose.txt", Set.of(CAPTION));
    private static final Pattern WORD_OR_POINT = Pattern.compile("[$a-z0-9]+|[.,:;?]");
    /** Beside the streams of scenes and of their prose. */
    private static final int STREAM = 6;
    private static final List<String> PLACES = List.of("first", "second", "third", "fourth", "fifth");
    private static final List<String> NUMBERS = List.of("one", "two", "three", "four", "five");

    /**
     * @param index 0 or more
     * @return a text in lower case: three of ten are captions in prose, two are scenes told twice,
     *         two are of spelling, and three of other things
     */
    public String text(long index) {
        Dice dice = Dice.of(seed, STREAM, index);
        int kind = dice.below(10);
        if (kind < 3) {
            return tell(scene(dice), Split.TRAIN, dice, Integer.MAX_VALUE);
        }
        if (kind < 5) {
            return twice(scene(dice), dice);
        }
        return kind < 7 ? spelling(dice) : GRAMMAR.sentence("lore", dice);
    }

    private Scene scene(Dice dice) {
        return new World(seed, Split.TRAIN).scene(dice.next() >>> 1);
    }

    /**
     * A caption, and around it what is of the same part: what stands around those of other parts is held out, too.
     *
     * @param most words and points around it
     */
    static String tell(Scene scene, Split split, Dice dice, int most) {
        while (true) {
            String frame = GRAMMAR.sentence("frame", dice);
            if (Split.ofFrame(frame) == split && WORD_OR_POINT.matcher(frame).results().limit(most + 1L).count()
                    <= most) {
                return frame.replace("$" + CAPTION, scene.caption());
            }
        }
    }

    /** Its caption, and then the same in other words. */
    private static String twice(Scene scene, Dice dice) {
        String again = switch (scene) {
            case Scene.Single single -> dice.chance(0.5)
                    ? "the " + single.item().figure().word() + " is " + of(single.texture(), single.item().colour())
                    : "what is " + of(single.texture(), single.item().colour()) + " is the "
                            + single.item().figure().word();
            case Scene.Group group -> "all " + NUMBERS.get(group.count() - 1) + " " + group.item().figure().plural()
                    + " are " + of(group.texture(), group.item().colour());
            case Scene.Pair pair -> dice.chance(0.5) ? "the " + pair.second().colour().word() + " "
                    + pair.second().figure().word() + " is " + pair.relation().reversed().words() + " the "
                    + pair.first().colour().word() + " " + pair.first().figure().word()
                    : "the " + pair.first().figure().word() + " is " + pair.first().colour().word() + " and the "
                            + pair.second().figure().word() + " is " + pair.second().colour().word();
            case Scene.Sign sign -> "it has " + NUMBERS.get(sign.word().length() - 1) + " letters, "
                    + letters(sign.word());
        };
        return scene.caption() + ": " + again + ".";
    }

    private static String of(Texture texture, Colour colour) {
        return texture == Texture.PLAIN ? colour.word() : texture.word() + " " + colour.word();
    }

    /** What is known of a word's letters, quoted as on signs. */
    private String spelling(Dice dice) {
        StringBuilder text = new StringBuilder();
        for (int sentences = dice.between(1, 3); sentences > 0; sentences--) {
            String word = word(dice);
            String backwards = new StringBuilder(word).reverse().toString();
            int place = dice.below(word.length());
            // backwards it may be a word that is held out
            int kinds = Split.ofWord(backwards) == Split.TRAIN ? 4 : 3;
            text.append(text.isEmpty() ? "" : " ").append(switch (dice.below(kinds)) {
                case 0 -> "the " + PLACES.get(place) + " letter of '" + word + "' is '" + word.charAt(place) + "'.";
                case 1 -> "the word '" + word + "' has the letters " + letters(word) + ".";
                case 2 -> "in '" + word + "' the letter '" + word.charAt(place) + "' comes " + (place == 0 ? "first"
                        : "after '" + word.charAt(place - 1) + "'") + ".";
                default -> "'" + word + "' backwards is '" + backwards + "'.";
            });
        }
        return text.toString();
    }

    private String word(Dice dice) {
        World world = new World(seed, Split.TRAIN);
        while (true) {
            if (world.scene(dice.next() >>> 1) instanceof Scene.Sign sign) {
                return sign.word();
            }
        }
    }

    private static String letters(String word) {
        return word.chars().mapToObj(letter -> "'" + Character.toString(letter) + "'").collect(Collectors.joining(" "));
    }
}
