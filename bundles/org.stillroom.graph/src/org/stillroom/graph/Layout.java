// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a graph is drawn. Nothing here changes what a run does.
 *
 * @param nodes place of each node, by node id
 * @param frames groups drawn behind nodes, by frame id
 * @param notes texts on the canvas, by note id
 * @param reroutes points a wire passes through, by the wire's target {@code node.port}
 * @param extra properties that this version does not know, kept as they are
 */
public record Layout(
        SortedMap<String, Place> nodes,
        SortedMap<String, Frame> frames,
        SortedMap<String, Note> notes,
        SortedMap<String, List<Point>> reroutes,
        SortedMap<String, JsonNode> extra) {

    /**
     * Place of a node, in pixels at 100 %, each coordinate and size at most {@value #FURTHEST} either way.
     *
     * @param width 0 means: as large as the content needs
     * @param height 0 means: as large as the content needs
     * @param extra properties that this version does not know, kept as they are
     */
    public record Place(int x, int y, int width, int height, boolean collapsed, SortedMap<String, JsonNode> extra) {

        public Place {
            extra = Maps.copy(extra);
        }

        public Place(int x, int y, int width, int height, boolean collapsed) {
            this(x, y, width, height, collapsed, Maps.none());
        }
    }

    /**
     * A group drawn behind nodes.
     *
     * @param color CSS hex, such as {@code #3b82f6}, or empty for the theme's
     * @param extra properties that this version does not know, kept as they are
     */
    public record Frame(
            String title, int x, int y, int width, int height, String color, SortedMap<String, JsonNode> extra) {

        public Frame {
            extra = Maps.copy(extra);
        }

        public Frame(String title, int x, int y, int width, int height, String color) {
            this(title, x, y, width, height, color, Maps.none());
        }
    }

    /**
     * A text on the canvas.
     *
     * @param text Markdown
     * @param extra properties that this version does not know, kept as they are
     */
    public record Note(String text, int x, int y, int width, int height, SortedMap<String, JsonNode> extra) {

        public Note {
            extra = Maps.copy(extra);
        }

        public Note(String text, int x, int y, int width, int height) {
            this(text, x, y, width, height, Maps.none());
        }
    }

    public record Point(int x, int y) {}

    /** Largest coordinate, so that sums of two stay within an int. */
    public static final int FURTHEST = 1_000_000_000;

    public static final Layout EMPTY = new Layout(Maps.none(), Maps.none(), Maps.none(), Maps.none(), Maps.none());

    public Layout {
        nodes = Maps.copy(nodes);
        frames = Maps.copy(frames);
        notes = Maps.copy(notes);
        SortedMap<String, List<Point>> points = new TreeMap<>(reroutes);
        points.replaceAll((target, list) -> List.copyOf(list));
        reroutes = Maps.copy(points);
        extra = Maps.copy(extra);
    }

    public Layout withNode(String id, Place place) {
        SortedMap<String, Place> changed = new TreeMap<>(nodes);
        changed.put(id, place);
        return new Layout(changed, frames, notes, reroutes, extra);
    }

    public Layout withNodes(Map<String, Place> changed) {
        return new Layout(new TreeMap<>(changed), frames, notes, reroutes, extra);
    }

    public Layout withFrames(Map<String, Frame> changed) {
        return new Layout(nodes, new TreeMap<>(changed), notes, reroutes, extra);
    }

    public Layout withNotes(Map<String, Note> changed) {
        return new Layout(nodes, frames, new TreeMap<>(changed), reroutes, extra);
    }

    /** @param changed points by the wire's target, {@code node.port} */
    public Layout withReroutes(Map<String, List<Point>> changed) {
        return new Layout(nodes, frames, notes, new TreeMap<>(changed), extra);
    }

    Layout without(Set<String> ids) {
        SortedMap<String, Place> changed = new TreeMap<>(nodes);
        changed.keySet().removeAll(ids);
        SortedMap<String, List<Point>> kept = new TreeMap<>(reroutes);
        kept.keySet().removeIf(target -> ids.contains(target.substring(0, Math.max(0, target.indexOf('.')))));
        return new Layout(changed, frames, notes, kept, extra);
    }

    Layout renamed(Map<String, String> names) {
        SortedMap<String, Place> places = new TreeMap<>(nodes);
        places.keySet().removeAll(names.keySet());
        names.forEach((from, to) -> {
            if (nodes.containsKey(from)) {
                places.put(to, nodes.get(from));
            }
        });
        SortedMap<String, List<Point>> points = new TreeMap<>();
        reroutes.forEach((target, list) -> points.put(PortRef.parse(target).renamed(names).toString(), list));
        return new Layout(places, frames, notes, points, extra);
    }
}
