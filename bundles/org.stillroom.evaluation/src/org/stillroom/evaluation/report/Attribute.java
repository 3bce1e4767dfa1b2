// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.stillroom.world.Item;
import org.stillroom.world.Reading;
import org.stillroom.world.Scene;
import org.stillroom.world.Thing;

/** What a caption says of things; the categories are T2I-CompBench's. */
public enum Attribute {
    /** The colours of all things. */
    COLOUR,
    /** The figures of all things. */
    SHAPE,
    TEXTURE,
    /** How many; of groups. */
    NUMBER,
    /** Where two things stand. */
    RELATION,
    /** The colour of a sign, or that it has none. */
    BOARD;

    /** @return the end of its key: {@code colour} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * For each attribute that the scene has, whether it is right of all its things; things too many are wrong ones.
     *
     * @param seen in the picture that was to show the scene
     */
    public static Map<Attribute, Boolean> judge(Scene wanted, Reading seen) {
        Map<Attribute, Boolean> right = new EnumMap<>(Attribute.class);
        switch (wanted) {
            case Scene.Single single -> right.putAll(alike(1, seen.things(), single.item(),
                    thing -> thing.texture() == single.texture()));
            case Scene.Group group -> {
                right.putAll(alike(group.count(), seen.things(), group.item(),
                        thing -> thing.texture() == group.texture()));
                right.put(NUMBER, seen.things().size() == group.count());
            }
            case Scene.Pair pair -> right.putAll(pair(pair, seen.things()));
            case Scene.Sign sign -> right.put(BOARD, seen.board().filter(board -> sign.board().isPresent()
                    ? board.colour().equals(sign.board()) : board.white()).isPresent());
        }
        return right;
    }

    private static Map<Attribute, Boolean> alike(int count, List<Thing> things, Item item, Predicate<Thing> texture) {
        boolean some = things.size() == count;
        return Map.of(COLOUR, some && things.stream().allMatch(thing -> is(thing.colour(), item.colour())),
                SHAPE, some && things.stream().allMatch(thing -> is(thing.figure(), item.figure())),
                TEXTURE, some && things.stream().allMatch(texture));
    }

    /** The two things are taken in the order that fits best. */
    private static Map<Attribute, Boolean> pair(Scene.Pair pair, List<Thing> things) {
        Map<Attribute, Boolean> best = Map.of(COLOUR, false, SHAPE, false, RELATION, false);
        if (things.size() != 2) {
            return best;
        }
        int most = -1;
        for (int i = 0; i < 2; i++) {
            Thing first = things.get(i);
            Thing second = things.get(1 - i);
            boolean[] parts = {is(first.colour(), pair.first().colour()), is(second.colour(), pair.second().colour()),
                is(first.figure(), pair.first().figure()), is(second.figure(), pair.second().figure()),
                is(Reading.relation(first, second), pair.relation())};
            int right = 0;
            for (boolean part : parts) {
                right += part ? 1 : 0;
            }
            if (right > most) {
                most = right;
                best = Map.of(COLOUR, parts[0] && parts[1], SHAPE, parts[2] && parts[3], RELATION, parts[4]);
            }
        }
        return best;
    }

    private static <T> boolean is(Optional<T> seen, T wanted) {
        return seen.isPresent() && seen.get().equals(wanted);
    }
}
