// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** A difference in how a graph is drawn. */
public sealed interface LayoutChange extends Change {

    @Override
    default boolean isMovement() {
        return true;
    }

    /** A node was moved, resized, collapsed or expanded. Nodes that are new or gone are not moved. */
    record Moved(String node, Optional<Layout.Place> before, Optional<Layout.Place> after) implements LayoutChange {
        @Override
        public String toString() {
            if (before.isEmpty() || after.isEmpty()) {
                return "node " + node
                        + (after.isEmpty() ? " has no place any more" : " placed at " + point(after.get()));
            }
            boolean stays = point(before.get()).equals(point(after.get()));
            return "node " + node + (stays
                    ? " drawn in another way"
                    : " moved from " + point(before.get()) + " to " + point(after.get()));
        }

        private static String point(Layout.Place place) {
            return "(" + place.x() + ", " + place.y() + ")";
        }
    }

    record FrameChanged(String frame, Optional<Layout.Frame> before, Optional<Layout.Frame> after)
            implements LayoutChange {
        @Override
        public String toString() {
            return "frame " + frame + " " + Values.verb(before, after);
        }
    }

    record NoteChanged(String note, Optional<Layout.Note> before, Optional<Layout.Note> after)
            implements LayoutChange {
        @Override
        public String toString() {
            return "note " + note + " " + Values.verb(before, after);
        }
    }

    /** @param target the wire's target, {@code node.port} */
    record RerouteChanged(String target, Optional<List<Layout.Point>> before, Optional<List<Layout.Point>> after)
            implements LayoutChange {
        @Override
        public String toString() {
            return "way of the wire to " + target + " " + Values.verb(before, after);
        }
    }

    /** A property of the layout that this version does not know. */
    record LayoutPropertyChanged(String property, Optional<JsonNode> before, Optional<JsonNode> after)
            implements LayoutChange {
        @Override
        public String toString() {
            return "layout: property " + Ids.shorten(property) + " " + Values.change(before, after, "nothing");
        }
    }
}
