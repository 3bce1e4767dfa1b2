// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Compares what was wanted with what the reader sees. The attributes are: of one thing or of several, their number,
 * colours, figures and textures; of a pair, the number of things, both colours, both figures and the relation; of a
 * sign, the colour of its board and its letters.
 */
public final class Judge {

    private Judge() {
    }

    /**
     * @param wanted what the picture was to show
     * @param reading what is seen in it
     */
    public static Score score(Scene wanted, Reading reading) {
        return switch (wanted) {
            case Scene.Single single -> alike(1, single.texture(), single.item(), reading);
            case Scene.Group group -> alike(group.count(), group.texture(), group.item(), reading);
            case Scene.Pair pair -> pair(pair, reading.things());
            case Scene.Sign sign -> sign(sign, reading.board());
        };
    }

    private static Score alike(int count, Texture texture, Item item, Reading reading) {
        List<Thing> things = reading.things();
        return things(things.isEmpty() ? 0 : (things.size() == count ? 1 : 0)
                + share(things, count, thing -> isSame(thing.colour(), item.colour()))
                + share(things, count, thing -> isSame(thing.figure(), item.figure()))
                + share(things, count, thing -> thing.texture() == texture), 4);
    }

    /** Things that are missing and things too many count as wrong ones. */
    private static double share(List<Thing> things, int count, Predicate<Thing> right) {
        return (double) Math.min(count, things.stream().filter(right).count()) / Math.max(count, things.size());
    }

    /** The two things seen that fit best are taken for the two wanted. */
    private static Score pair(Scene.Pair pair, List<Thing> things) {
        int most = 0;
        for (Thing first : things) {
            most = Math.max(most, rightOf(pair.first(), first));
            for (Thing second : things) {
                if (first != second) {
                    int relation = isSame(Reading.relation(first, second), pair.relation()) ? 1 : 0;
                    most = Math.max(most, rightOf(pair.first(), first) + rightOf(pair.second(), second) + relation);
                }
            }
        }
        return things(most + (things.size() == 2 ? 1 : 0), 6);
    }

    private static int rightOf(Item wanted, Thing seen) {
        return (isSame(seen.colour(), wanted.colour()) ? 1 : 0) + (isSame(seen.figure(), wanted.figure()) ? 1 : 0);
    }

    private static Score things(double right, int attributes) {
        return new Score(right == attributes, right / attributes, 0, 0, false);
    }

    private static Score sign(Scene.Sign sign, Optional<Board> seen) {
        int letters = sign.word().length();
        if (seen.isEmpty()) {
            return new Score(false, 0, 0, letters, false);
        }
        Board board = seen.get();
        boolean colour = sign.board().isPresent() ? board.colour().equals(sign.board()) : board.white();
        int lettersRight = Math.max(0, letters - distance(board.word(), sign.word()));
        boolean wordRight = board.word().equals(sign.word());
        return new Score(colour && wordRight, ((colour ? 1 : 0) + lettersRight) / (1.0 + letters), lettersRight,
                letters, wordRight);
    }

    /** The least number of letters to change, to add or to drop (Levenshtein). */
    private static int distance(String from, String to) {
        List<Integer> row = new ArrayList<>();
        for (int j = 0; j <= to.length(); j++) {
            row.add(j);
        }
        for (int i = 1; i <= from.length(); i++) {
            int corner = row.get(0);
            row.set(0, i);
            for (int j = 1; j <= to.length(); j++) {
                int change = corner + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                corner = row.get(j);
                row.set(j, Math.min(change, 1 + Math.min(corner, row.get(j - 1))));
            }
        }
        return row.get(to.length());
    }

    private static <T> boolean isSame(Optional<T> seen, T wanted) {
        return seen.isPresent() && seen.get().equals(wanted);
    }
}
