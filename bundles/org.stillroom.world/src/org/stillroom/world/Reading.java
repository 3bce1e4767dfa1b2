// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.List;
import java.util.Optional;

/**
 * What the reader sees in a picture: a sign or any number of things.
 *
 * @param things the things, from the top and the left; none if there is a sign
 * @param board the sign
 */
public record Reading(List<Thing> things, Optional<Board> board) {

    /** A thing is above another if it is by this factor more above it than beside it. */
    private static final double SLANT = 1.3;

    /** Copies the list. */
    public Reading {
        things = List.copyOf(things);
    }

    /** @return the scene that the picture shows, pairs as {@link Scene.Pair#told()}; empty if it shows none clearly */
    public Optional<Scene> scene() {
        if (board.isPresent()) {
            return board.get().scene();
        }
        List<Item> items = things.stream().flatMap(thing -> thing.item().stream()).toList();
        if (items.isEmpty() || items.size() < things.size() || items.size() > Scene.Group.MOST) {
            return Optional.empty();
        }
        Texture texture = things.get(0).texture();
        boolean alike = things.stream().allMatch(thing -> thing.texture() == texture);
        if (items.size() == 1) {
            return Optional.of(new Scene.Single(texture, items.get(0)));
        }
        if (items.stream().distinct().count() == 1) {
            return alike ? Optional.of(new Scene.Group(items.size(), texture, items.get(0))) : Optional.empty();
        }
        boolean pair = items.size() == 2 && alike && texture == Texture.PLAIN;
        return pair ? relation(things.get(0), things.get(1))
                .map(relation -> new Scene.Pair(items.get(0), relation, items.get(1)).told()) : Optional.empty();
    }

    /** @return where the first thing stands, seen from the second; empty if it stands aslant of it */
    public static Optional<Relation> relation(Thing first, Thing second) {
        double right = first.x() - second.x();
        double down = first.y() - second.y();
        if (Math.abs(down) > SLANT * Math.abs(right)) {
            return Optional.of(down < 0 ? Relation.ABOVE : Relation.BELOW);
        }
        if (Math.abs(right) > SLANT * Math.abs(down)) {
            return Optional.of(right < 0 ? Relation.LEFT : Relation.RIGHT);
        }
        return Optional.empty();
    }
}
