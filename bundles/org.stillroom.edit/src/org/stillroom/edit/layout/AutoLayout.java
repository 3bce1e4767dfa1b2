// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit.layout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.nodes.catalog.NodeCatalog;

/**
 * Arranges a graph in layers from left to right with ELK's layered algorithm. The algorithm is called directly rather
 * than found by ELK's registry, so that it works in OSGi and on a plain class path alike.
 *
 * <p>Frames stay around their nodes. Reroute points are made anew: a wire that would run behind a node gets some that
 * lead it around. Notes outside frames stay where they are, and nothing is put onto them. The upper left corner stays
 * where it was unless a note is in the way. The same graph always gives the same result.
 */
public final class AutoLayout {

    private static final int WIDTH = 220;
    private static final int ROW = 24;
    private static final int GAP = 40;

    static {
        // Makes the algorithm's options known; outside OSGi ELK would find them itself, inside it has a registry.
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    private AutoLayout() {}

    /**
     * @param measured what is drawn and where, for nodes and, better, also ports; null or of no size where that is not
     *     known
     * @return place of each node
     */
    public static Map<String, Layout.Point> positions(Graph graph, NodeCatalog catalog,
            Function<CanvasItem, Bounds> measured) {
        return arrange(graph, catalog, measured, () -> false).orElseThrow().nodes();
    }

    /**
     * Can take seconds for thousands of nodes. May be called in any thread if {@code measured} may.
     *
     * @param measured what is drawn and where, for nodes and, better, also ports; null or of no size where that is not
     *     known
     * @param cancelled asked from time to time
     * @return empty if it was cancelled
     */
    public static Optional<Arrangement> arrange(Graph graph, NodeCatalog catalog,
            Function<CanvasItem, Bounds> measured, BooleanSupplier cancelled) {
        PortOrder order = new PortOrder(graph, catalog);
        Map<String, Bounds> bounds = new TreeMap<>();
        for (String id : graph.nodes().keySet()) {
            Bounds drawn = measured.apply(new CanvasItem.NodeItem(id));
            bounds.put(id, drawn == null || drawn.width() == 0 ? assumed(graph, order, id) : drawn);
        }
        Grouping grouping = new Grouping(graph, bounds);
        ElkModel model = new ElkModel(graph, bounds, order, measured, grouping);
        new LayeredLayoutProvider().layout(model.root(), new BasicProgressMonitor() {
            @Override
            public boolean isCanceled() {
                return cancelled.getAsBoolean();
            }
        });
        return cancelled.getAsBoolean() ? Optional.empty() : Optional.of(result(graph, bounds, grouping, model));
    }

    private static Bounds assumed(Graph graph, PortOrder order, String id) {
        Layout.Place place = graph.layout().nodes().getOrDefault(id, new Layout.Place(0, 0, 0, 0, false));
        int rows = 2 + Math.max(order.inputs(id).size(), order.outputs(id).size());
        return new Bounds(place.x(), place.y(), place.width() > 0 ? place.width() : WIDTH,
                place.height() > 0 ? place.height() : rows * ROW);
    }

    private static Arrangement result(Graph graph, Map<String, Bounds> bounds, Grouping grouping, ElkModel model) {
        Map<String, Bounds> nodes = new TreeMap<>();
        model.nodes().forEach((id, node) -> nodes.put(id, absolute(node)));
        Map<String, Bounds> frames = new TreeMap<>();
        model.frames().forEach((id, node) -> frames.put(id, absolute(node)));
        graph.layout().frames().forEach((id, frame) -> {
            List<String> inside = grouping.inside(frame);
            if (!frames.containsKey(id) && !inside.isEmpty()) {
                frames.put(id, framed(inside.stream().map(nodes::get).toList()));
            }
        });
        Map<String, Bounds> notes = new TreeMap<>();
        model.notes().forEach((id, node) -> notes.put(id, absolute(node)));
        Shift shift = Shift.of(graph.layout(), bounds, nodes, frames, notes.keySet(), GAP);

        Map<String, Layout.Point> places = new TreeMap<>();
        nodes.forEach((id, at) -> {
            // What is drawn may begin a little beside the place that the graph names.
            Bounds was = bounds.get(id);
            Layout.Place place = graph.layout().nodes().get(id);
            int dx = place == null ? 0 : place.x() - was.x();
            int dy = place == null ? 0 : place.y() - was.y();
            places.put(id, new Layout.Point(shift.x(at) + dx, shift.y(at) + dy));
        });
        frames.replaceAll((id, at) -> new Bounds(shift.x(at), shift.y(at), at.width(), at.height()));
        Map<String, Layout.Point> notePlaces = new TreeMap<>();
        notes.forEach((id, at) -> notePlaces.put(id, new Layout.Point(shift.x(at), shift.y(at))));
        Map<String, List<Layout.Point>> reroutes = new TreeMap<>();
        WireRoutes routes = new WireRoutes(nodes);
        model.edges().forEach((wire, edge) -> {
            List<Layout.Point> points = routes.around(wire, edge);
            if (!points.isEmpty()) {
                reroutes.put(wire.to().toString(), points.stream()
                        .map(at -> new Layout.Point(at.x() + shift.dx(), at.y() + shift.dy())).toList());
            }
        });
        return new Arrangement(places, frames, notePlaces, reroutes);
    }

    private static Bounds absolute(ElkNode node) {
        double x = 0;
        double y = 0;
        for (ElkNode level = node; level != null; level = level.getParent()) {
            x += level.getX();
            y += level.getY();
        }
        return new Bounds((int) Math.round(x), (int) Math.round(y), (int) Math.ceil(node.getWidth()),
                (int) Math.ceil(node.getHeight()));
    }

    private static Bounds framed(List<Bounds> items) {
        Bounds around = Bounds.around(items).grown(ElkModel.PADDING);
        int title = ElkModel.PADDING_TOP - ElkModel.PADDING;
        return new Bounds(around.x(), around.y() - title, around.width(), around.height() + title);
    }
}
