// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stillroom.edit.FreshIds;
import org.stillroom.edit.Graphs;
import org.stillroom.edit.ModelNames;
import org.stillroom.edit.NodeEdits;
import org.stillroom.edit.Reach;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout.Place;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.Port;

/** Makes one branch of a graph for each of several encoders, and compares the pictures. */
final class EncoderComparison {

    private static final String COMPARING = "org.stillroom.compareImages";
    private static final String SHOWING = "org.stillroom.imageViewer";
    private static final String IMAGE = "org.stillroom.image";
    /** Room for a node, whose size is not known here, and a gap. */
    private static final int COLUMN = 280;
    private static final int ROW = 260;

    private final Graph graph;
    private final NodeCatalog catalog;
    private final String encoder;
    private final Set<String> branch;
    private final List<Contender> contenders = new ArrayList<>();

    EncoderComparison(Graph graph, NodeCatalog catalog, String encoder) {
        this.graph = graph;
        this.catalog = catalog;
        this.encoder = encoder;
        this.branch = new TreeSet<>(Reach.downstream(graph, encoder));
        branch.removeIf(id -> Set.of(COMPARING, SHOWING).contains(graph.nodes().get(id).type()));
    }

    Graph apply(List<String> models) {
        JsonNode present = graph.nodes().get(encoder).parameters().get("model");
        List<String> others = new ArrayList<>(models);
        boolean keeps = present != null && others.remove(present.asText());
        Graph changed = keeps ? graph : EncoderEdits.swap(encoder, others.removeFirst()).change().apply(graph);
        List<PortRef> pictures = pictures();
        contend(changed.nodes().get(encoder).parameters().get("model").asText(), encoder, pictures);
        List<List<PortRef>> compared = new ArrayList<>();
        pictures.forEach(picture -> compared.add(new ArrayList<>(List.of(picture))));
        for (String model : others) {
            Map<String, String> names = new HashMap<>();
            changed = withBranch(changed, model, names);
            for (int i = 0; i < pictures.size(); i++) {
                PortRef picture = pictures.get(i);
                compared.get(i).add(new PortRef(names.get(picture.node()), picture.port()));
            }
            contend(model, names.get(encoder), compared.stream().map(List::getLast).toList());
        }
        for (List<PortRef> group : compared) {
            changed = withViewers(changed, group);
        }
        return changed;
    }

    /** The branches that {@link #apply} made, that of the node itself first; none where no picture is made. */
    List<Contender> contenders() {
        return contenders;
    }

    private void contend(String model, String node, List<PortRef> pictures) {
        pictures.stream().findFirst().ifPresent(picture -> contenders.add(new Contender(model, node, picture)));
    }

    /** A copy of the branch below everything else. */
    private Graph withBranch(Graph to, String model, Map<String, String> names) {
        String word = ModelNames.word(model);
        FreshIds ids = new FreshIds(to.nodes().keySet());
        branch.forEach(id -> names.put(id, ids.take(FreshIds.joined(id, word))));
        int top = branch.stream().mapToInt(id -> Graphs.place(graph, id).y()).min().orElse(0);
        int bottom = to.nodes().keySet().stream().mapToInt(id -> Graphs.place(to, id).y()).max().orElse(0);
        SortedMap<String, Node> nodes = new TreeMap<>(to.nodes());
        SortedMap<String, Place> places = new TreeMap<>(to.layout().nodes());
        names.forEach((old, id) -> {
            nodes.put(id, copy(graph.nodes().get(old), id, model, names));
            Place place = Graphs.place(graph, old);
            places.put(id, Graphs.at(place, place.x(), place.y() - top + bottom + ROW));
        });
        return to.withNodes(nodes).withLayout(to.layout().withNodes(places));
    }

    private Node copy(Node node, String id, String model, Map<String, String> names) {
        SortedMap<String, PortRef> inputs = new TreeMap<>(node.inputs());
        inputs.replaceAll((port, from) -> new PortRef(names.getOrDefault(from.node(), from.node()), from.port()));
        SortedMap<String, JsonNode> parameters = new TreeMap<>(node.parameters());
        if (node.id().equals(encoder)) {
            parameters.put("model", TextNode.valueOf(model));
        } else {
            catalog.nodeType(node.type()).filter(NodeType::sink).flatMap(type -> type.parameter("name"))
                    .ifPresent(name -> parameters.put("name", named(name, node, model)));
        }
        return new Node(id, node.type(), node.version(), node.mode(), parameters, inputs, node.extra());
    }

    /** The name of what a branch writes, so that its files are told from those of the others. */
    private static JsonNode named(Parameter name, Node node, String model) {
        String given = node.parameters().getOrDefault(name.id(), name.defaultValue()).asText();
        return TextNode.valueOf(given + "-" + ModelNames.word(model));
    }

    /** The branch's outputs of pictures that nothing in it works on further. */
    private List<PortRef> pictures() {
        Set<PortRef> used = new TreeSet<>(Comparator.comparing(PortRef::toString));
        branch.stream().map(graph.nodes()::get)
                .filter(node -> catalog.nodeType(node.type()).filter(NodeType::sink).isEmpty())
                .forEach(node -> used.addAll(node.inputs().values()));
        List<PortRef> pictures = new ArrayList<>();
        for (String id : branch) {
            catalog.nodeType(graph.nodes().get(id).type()).map(NodeType::outputs).orElse(List.of()).stream()
                    .filter(port -> port.type().equals(IMAGE))
                    .map(port -> new PortRef(id, port.id()))
                    .filter(port -> !used.contains(port))
                    .forEach(pictures::add);
        }
        return pictures;
    }

    /** Viewers of the pictures: where one has too few inputs, each compares the first picture with some others. */
    private Graph withViewers(Graph to, List<PortRef> pictures) {
        Optional<NodeType> comparing = catalog.nodeType(COMPARING).or(() -> catalog.nodeType(SHOWING));
        List<Port> inputs = comparing.map(NodeType::inputs).orElse(List.of()).stream()
                .filter(port -> port.type().equals(IMAGE)).toList();
        Graph changed = to;
        boolean compares = inputs.size() > 1;
        for (int next = compares ? 1 : 0; !inputs.isEmpty() && next < pictures.size();) {
            SortedMap<String, PortRef> wires = new TreeMap<>();
            Place beside = Graphs.place(changed, pictures.get(next).node());
            for (Port input : inputs) {
                if (compares && wires.isEmpty()) {
                    wires.put(input.id(), pictures.getFirst());
                } else if (next < pictures.size()) {
                    wires.put(input.id(), pictures.get(next++));
                }
            }
            Point at = new Point(Graphs.within(beside.x() + 2L * COLUMN), Graphs.within(beside.y() - ROW / 2L));
            changed = Graphs.withNew(changed, comparing.get(), NodeEdits.freshId(changed, comparing.get()), at, wires);
        }
        return changed;
    }
}
