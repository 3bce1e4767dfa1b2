// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.Whole;
import org.stillroom.edit.GraphSearch.Found;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;

/**
 * What is in a graph as a tree: below a frame what lies inside it, all from left to right.
 *
 * @param found what each item is called
 * @param inside what lies directly in each frame, and in the whole; of others nothing
 */
public record GraphOutline(Map<CanvasItem, Found> found, Map<CanvasItem, List<CanvasItem>> inside) {

    /**
     * The items that hold every word, and the frames around them.
     *
     * @param text empty for everything
     * @param drawn where the nodes, frames and notes of the graph are drawn
     */
    public static GraphOutline of(Graph graph, NodeCatalog catalog, String text, Function<CanvasItem, Bounds> drawn) {
        Map<CanvasItem, Found> all = GraphSearch.find(graph, catalog, "").stream()
                .collect(Collectors.toMap(Found::item, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        Map<CanvasItem, Bounds> places = new HashMap<>();
        all.keySet().forEach(item -> places.put(item, drawn.apply(item)));
        Map<CanvasItem, CanvasItem> around = new HashMap<>();
        all.keySet().forEach(item -> frame(item, places).ifPresent(frame -> around.put(item, frame)));
        Set<CanvasItem> shown = new HashSet<>();
        for (Found match : GraphSearch.find(graph, catalog, text)) {
            // frames only hold smaller ones, so this ends
            for (CanvasItem item = match.item(); item != null; item = around.get(item)) {
                shown.add(item);
            }
        }
        Map<CanvasItem, List<CanvasItem>> inside = new HashMap<>();
        all.keySet().stream().filter(shown::contains)
                .sorted(Comparator.comparingInt((CanvasItem item) -> places.get(item).x())
                        .thenComparingInt(item -> places.get(item).y()))
                .forEach(item -> inside.computeIfAbsent(around.getOrDefault(item, new Whole()),
                        frame -> new ArrayList<>()).add(item));
        return new GraphOutline(all, inside);
    }

    public List<CanvasItem> roots() {
        return inside(new Whole());
    }

    /** What lies directly in an item. */
    public List<CanvasItem> inside(CanvasItem item) {
        return inside.getOrDefault(item, List.of());
    }

    /** The smallest frame that an item lies in. */
    private static Optional<CanvasItem> frame(CanvasItem item, Map<CanvasItem, Bounds> places) {
        return places.keySet().stream().filter(FrameItem.class::isInstance)
                .filter(frame -> !frame.equals(item)
                        && FrameContents.inside(places.get(frame), item, places.get(item)))
                .min(Comparator.comparingLong(frame -> (long) places.get(frame).width() * places.get(frame).height()));
    }
}
