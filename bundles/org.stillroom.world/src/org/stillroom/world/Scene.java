// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.Objects;
import java.util.Optional;

/**
 * What a picture of the world shows: everything that its caption says and nothing of the jitter of places, sizes and
 * tints, which {@link Renderer} adds. The kinds follow the categories of T2I-CompBench (colour, shape, texture, number,
 * space) and the signs of CommonText.
 */
public sealed interface Scene {

    /** @return the text that describes this scene, in lower case: {@code a red circle above a blue square} */
    default String caption() {
        return Captions.of(this);
    }

    /**
     * @return the text by which scenes are split into training, validation and test. Scenes of the same look have the
     *         same meaning: what stands below is told from the other thing as standing above, and all signs of a word
     *         are one, so that a word held out is held out on boards of every colour.
     */
    default String meaning() {
        return switch (this) {
            case Single single -> single.caption();
            case Group group -> group.caption();
            case Pair pair -> pair.told().caption();
            case Sign sign -> "the word " + sign.word();
        };
    }

    /**
     * One thing.
     *
     * @param texture its texture
     * @param item the thing
     */
    record Single(Texture texture, Item item) implements Scene {

        /** Both must be there. */
        public Single {
            Objects.requireNonNull(texture, "texture");
            Objects.requireNonNull(item, "item");
        }
    }

    /**
     * Several things that are alike.
     *
     * @param count 2 to 4
     * @param texture their texture
     * @param item what each of them is
     */
    record Group(int count, Texture texture, Item item) implements Scene {

        /** The fewest things of a group. */
        public static final int LEAST = 2;

        /** The most things of a group. */
        public static final int MOST = 4;

        /** @throws IllegalArgumentException if the count is none of 2, 3 and 4 */
        public Group {
            Objects.requireNonNull(texture, "texture");
            Objects.requireNonNull(item, "item");
            if (count < LEAST || count > MOST) {
                throw new IllegalArgumentException("a group has " + LEAST + " to " + MOST + " things, not " + count);
            }
        }
    }

    /**
     * Two things that differ in colour, figure or both; both are plain.
     *
     * @param first the thing named first
     * @param relation where the first stands, seen from the second
     * @param second the thing named second
     */
    record Pair(Item first, Relation relation, Item second) implements Scene {

        /** @throws IllegalArgumentException if the two are alike, which is a group of two */
        public Pair {
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(relation, "relation");
            Objects.requireNonNull(second, "second");
            if (first.equals(second)) {
                throw new IllegalArgumentException("two things that are alike are a group, not a pair: "
                        + Captions.of(first));
            }
        }

        /** @return the same picture told with {@code above} or {@code to the left of} */
        public Pair told() {
            boolean turn = relation == Relation.BELOW || relation == Relation.RIGHT;
            return turn ? new Pair(/* first= */ second, relation.reversed(), /* second= */ first) : this;
        }
    }

    /**
     * A board with a word, on a post.
     *
     * @param board the colour of the board; empty is a white board, of which captions say nothing
     * @param word 2 to 5 letters of a to z
     */
    record Sign(Optional<Colour> board, String word) implements Scene {

        /** The fewest letters of a word. */
        public static final int SHORTEST = 2;

        /** The most letters of a word. */
        public static final int LONGEST = 5;

        /** @throws IllegalArgumentException if the word is not of 2 to 5 letters of a to z */
        public Sign {
            Objects.requireNonNull(board, "board");
            if (!fits(word)) {
                throw new IllegalArgumentException("a sign has a word of " + SHORTEST + " to " + LONGEST
                        + " letters of a to z, not '" + word + "'");
            }
        }

        /** @return whether a sign can show this word */
        public static boolean fits(String word) {
            return word.length() >= SHORTEST && word.length() <= LONGEST
                    && word.chars().allMatch(letter -> letter >= 'a' && letter <= 'z');
        }
    }
}
