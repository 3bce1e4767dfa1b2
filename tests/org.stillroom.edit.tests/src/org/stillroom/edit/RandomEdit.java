// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.stillroom.edit.Examples.CATALOG;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.RerouteItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.edit.Fixes.Fix;
import org.stillroom.encoders.edit.EncoderEdits;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Problem;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.Port;

/** Makes up edits of every kind, some of them senseless. The same seed makes up the same ones. */
final class RandomEdit {

    /** From this many nodes on, no edit doubles them. */
    private static final int LARGE = 30;

    private final Random random;
    private String clipboard = "";

    RandomEdit(long seed) {
        random = new Random(seed);
    }

    Edit of(Graph graph) {
        return switch (random.nextInt(26)) {
            case 0 -> NodeEdits.add(type(), NodeEdits.freshId(graph, type()), point());
            case 1 -> NodeEdits.addAtWire(CATALOG, type(), NodeEdits.freshId(graph, "at_wire"), point(),
                    port(graph, true), false);
            case 2 -> NodeEdits.addAtWire(CATALOG, type(), NodeEdits.freshId(graph, "at_wire"), point(),
                    port(graph, false), true);
            case 3 -> NodeEdits.insert(CATALOG, type(), NodeEdits.freshId(graph, "inserted"), point(), wire(graph));
            case 4 -> NodeEdits.insertExisting(CATALOG, node(graph), wire(graph));
            case 5 -> NodeEdits.delete(CATALOG, items(graph), random.nextBoolean());
            case 6, 7 -> parameter(graph);
            case 8 -> NodeEdits.rename(node(graph), random.nextInt(5) == 0 ? "not an id"
                    : NodeEdits.freshId(graph, node(graph)));
            case 9 -> NodeEdits.mode(ids(graph), Node.Mode.values()[random.nextInt(3)]);
            case 10, 11 -> WireEdits.connect(port(graph, false), port(graph, true));
            case 12 -> WireEdits.disconnect(wire(graph).to());
            case 13 -> WireEdits.rewire(wire(graph), port(graph, false), port(graph, true));
            case 14, 15 -> WireEdits.addReroute(wire(graph).to(), random.nextInt(3), point());
            case 16 -> WireEdits.moveReroute(bent(graph), random.nextInt(2), point());
            case 17 -> WireEdits.removeReroute(bent(graph), random.nextInt(2));
            case 18 -> LayoutEdits.moveBy(items(graph), point().x(), point().y(), random.nextBoolean());
            case 19 -> LayoutEdits.resize(item(graph), point().x(), point().y(), random.nextInt(500),
                    random.nextInt(500));
            case 20 -> LayoutEdits.collapse(ids(graph), random.nextBoolean());
            case 21 -> arranged(graph);
            case 22 -> frameOrNote(graph);
            case 23 -> clip(graph);
            case 24 -> graph.nodes().size() > LARGE ? NodeEdits.delete(CATALOG, nodes(graph), true)
                    : EncoderEdits.compare(graph, CATALOG, node(graph), List.of("a/small", "b/base"));
            default -> fix(graph);
        };
    }

    private Edit parameter(Graph graph) {
        Node node = graph.nodes().get(node(graph));
        List<Parameter> parameters = CATALOG.nodeType(node.type()).map(NodeType::parameters).orElse(List.of());
        JsonNode value = switch (random.nextInt(4)) {
            case 0 -> IntNode.valueOf(random.nextInt());
            case 1 -> TextNode.valueOf("text \u00e4\n\u0000 \ud83e\udd8a " + (char) (0xD800 + random.nextInt(10)));
            case 2 -> NullNode.instance;
            default -> null;
        };
        return NodeEdits.parameter(node.id(), parameters.isEmpty() ? "any" : pick(parameters).id(), value);
    }

    private Edit arranged(Graph graph) {
        Map<CanvasItem, Bounds> bounds = new HashMap<>();
        items(graph).forEach(item -> bounds.put(item, new Bounds(point().x(), point().y(), 100, 50)));
        return switch (random.nextInt(3)) {
            case 0 -> LayoutEdits.align(bounds, LayoutEdits.Side.values()[random.nextInt(6)]);
            case 1 -> LayoutEdits.distribute(bounds, random.nextBoolean());
            default -> LayoutEdits.snap(bounds.keySet(), 20);
        };
    }

    private Edit frameOrNote(Graph graph) {
        Point at = point();
        return switch (random.nextInt(4)) {
            case 0 -> LayoutEdits.frame(LayoutEdits.freshFrameId(graph), "Frame", at.x(), at.y(), 900, 900);
            case 1 -> LayoutEdits.note(LayoutEdits.freshNoteId(graph), "*note*", at.x(), at.y(), 90, 90);
            case 2 -> LayoutEdits.frameTitle("frame", "Title " + at.x()).then(LayoutEdits.frameColor("frame",
                    "#00ff00"));
            default -> LayoutEdits.noteText("note", "# " + at.y());
        };
    }

    private Edit clip(Graph graph) {
        if (random.nextBoolean() && Clips.isClip(clipboard)) {
            return Clips.paste(clipboard, point(), random.nextBoolean());
        }
        Set<CanvasItem> items = items(graph);
        clipboard = Clips.copy(graph, items);
        return Clips.duplicate(items, 40, 40, random.nextBoolean());
    }

    private Edit fix(Graph graph) {
        PortRef port = port(graph, true);
        List<Fix> fixes = Fixes.of(graph, CATALOG, Problem.error(port.node(), random.nextInt(4) == 0 ? ""
                : port.port(), "made up"));
        return fixes.isEmpty() ? EncoderEdits.swap(port.node(), "other/model") : pick(fixes).edit();
    }

    private NodeType type() {
        return pick(CATALOG.nodeTypes().values());
    }

    private String node(Graph graph) {
        return pick(graph.nodes().keySet());
    }

    private Set<String> ids(Graph graph) {
        Set<String> ids = new HashSet<>(Arrays.asList(node(graph), node(graph)));
        return random.nextInt(8) == 0 ? Set.of("nobody") : ids;
    }

    private Set<CanvasItem> nodes(Graph graph) {
        return new HashSet<>(List.of(new NodeItem(node(graph)), new NodeItem(node(graph))));
    }

    private Wire wire(Graph graph) {
        return graph.wires().isEmpty() ? new Wire(port(graph, false), port(graph, true)) : pick(graph.wires());
    }

    private PortRef bent(Graph graph) {
        return graph.layout().reroutes().isEmpty() ? wire(graph).to()
                : PortRef.parse(pick(graph.layout().reroutes().keySet()));
    }

    private PortRef port(Graph graph, boolean input) {
        Node node = graph.nodes().get(node(graph));
        List<Port> ports = CATALOG.nodeType(node.type()).map(input ? NodeType::inputs : NodeType::outputs)
                .orElse(List.of());
        return new PortRef(node.id(), ports.isEmpty() ? "any" : pick(ports).id());
    }

    private CanvasItem item(Graph graph) {
        List<CanvasItem> all = new ArrayList<>(Items.all(graph));
        graph.wires().forEach(wire -> all.add(new WireItem(wire.from(), wire.to())));
        graph.layout().reroutes().keySet().forEach(target -> all.add(new RerouteItem(PortRef.parse(target), 0)));
        return pick(all);
    }

    private Set<CanvasItem> items(Graph graph) {
        Set<CanvasItem> items = new HashSet<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            items.add(item(graph));
        }
        return random.nextInt(10) == 0 ? Set.of(new NodeItem("nobody")) : items;
    }

    private Point point() {
        return random.nextInt(50) == 0 ? new Point(Integer.MAX_VALUE, Integer.MIN_VALUE)
                : new Point(random.nextInt(3000) - 500, random.nextInt(2000) - 500);
    }

    private <T> T pick(Collection<T> all) {
        return all.stream().skip(random.nextInt(all.size())).findFirst().orElseThrow();
    }
}
