// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit.layout;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;

/** A graph as ELK wants it: nodes with ports where they are drawn, frames as nodes with content, wires as edges. */
final class ElkModel {

    /** Between a frame and what it holds, pixels; more at the top, where the title stands. */
    static final int PADDING = 24;
    static final int PADDING_TOP = 44;

    /** From this many nodes on, fewer orders are tried to find one with few crossings. */
    private static final int LARGE = 400;

    private final Graph graph;
    private final Function<CanvasItem, Bounds> measured;
    private final Grouping grouping;
    private final ElkNode root = ElkGraphUtil.createGraph();
    private final Map<String, ElkNode> nodes = new TreeMap<>();
    private final Map<String, ElkNode> frames = new TreeMap<>();
    private final Map<String, ElkNode> notes = new TreeMap<>();
    private final Map<Wire, ElkEdge> edges = new LinkedHashMap<>();
    private final Map<CanvasItem.PortItem, ElkPort> ports = new HashMap<>();

    ElkModel(Graph graph, Map<String, Bounds> bounds, PortOrder order, Function<CanvasItem, Bounds> measured,
            Grouping grouping) {
        this.graph = graph;
        this.measured = measured;
        this.grouping = grouping;
        setOptions();
        for (String group : grouping.groups()) {
            frames.put(group, frame(parent(grouping.groupAround(group).orElse(null))));
        }
        bounds.forEach((id, at) -> {
            ElkNode node = shape(parent(grouping.groupOfNode(id).orElse(null)), at.width(), at.height());
            node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
            addPorts(node, at, id, order.inputs(id), true);
            addPorts(node, at, id, order.outputs(id), false);
            nodes.put(id, node);
        });
        grouping.notes().forEach((id, group) -> {
            Layout.Note note = graph.layout().notes().get(id);
            notes.put(id, shape(parent(group), note.width(), note.height()));
        });
        graph.wires().forEach(this::addWire);
    }

    ElkNode root() {
        return root;
    }

    Map<String, ElkNode> nodes() {
        return nodes;
    }

    Map<String, ElkNode> frames() {
        return frames;
    }

    Map<String, ElkNode> notes() {
        return notes;
    }

    Map<Wire, ElkEdge> edges() {
        return edges;
    }

    private void setOptions() {
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(CoreOptions.RANDOM_SEED, 1);
        root.setProperty(CoreOptions.SPACING_COMPONENT_COMPONENT, 64.0);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(0));
        if (graph.nodes().size() > LARGE) {
            root.setProperty(LayeredOptions.THOROUGHNESS, 2);
        }
        // Frames only make the much slower layout across levels necessary where there are some.
        root.setProperty(CoreOptions.HIERARCHY_HANDLING,
                grouping.groups().isEmpty() ? HierarchyHandling.SEPARATE_CHILDREN : HierarchyHandling.INCLUDE_CHILDREN);
        setSpacing(root);
    }

    private static void setSpacing(ElkNode level) {
        level.setProperty(CoreOptions.SPACING_NODE_NODE, 40.0);
        level.setProperty(CoreOptions.SPACING_EDGE_NODE, 24.0);
        level.setProperty(CoreOptions.SPACING_EDGE_EDGE, 12.0);
        level.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 80.0);
        level.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 24.0);
        level.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 8.0);
    }

    private ElkNode parent(String group) {
        return group == null ? root : frames.get(group);
    }

    private static ElkNode frame(ElkNode parent) {
        ElkNode frame = ElkGraphUtil.createNode(parent);
        frame.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        frame.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        frame.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
        frame.setProperty(CoreOptions.PADDING, new ElkPadding(PADDING_TOP, PADDING, PADDING, PADDING));
        setSpacing(frame);
        return frame;
    }

    private static ElkNode shape(ElkNode parent, double width, double height) {
        ElkNode shape = ElkGraphUtil.createNode(parent);
        shape.setDimensions(width, height);
        return shape;
    }

    private void addPorts(ElkNode node, Bounds at, String id, List<String> names, boolean input) {
        for (int i = 0; i < names.size(); i++) {
            CanvasItem.PortItem item = new CanvasItem.PortItem(new PortRef(id, names.get(i)), input);
            Bounds drawn = measured.apply(item);
            double y = drawn == null || drawn.width() == 0
                    ? (i + 1.0) * at.height() / (names.size() + 1)
                    : drawn.y() + drawn.height() / 2.0 - at.y();
            ports.put(item, port(node, input, y));
        }
    }

    private static ElkPort port(ElkNode node, boolean input, double y) {
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setProperty(CoreOptions.PORT_SIDE, input ? PortSide.WEST : PortSide.EAST);
        port.setLocation(input ? 0 : node.getWidth(), Math.clamp(y, 0, node.getHeight()));
        return port;
    }

    private void addWire(Wire wire) {
        ElkPort from = ports.get(new CanvasItem.PortItem(wire.from(), false));
        ElkPort to = ports.get(new CanvasItem.PortItem(wire.to(), true));
        if (from != null && to != null) {
            edges.put(wire, ElkGraphUtil.createSimpleEdge(from, to));
        }
    }
}
