// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillroom.graph.Change;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Layout;
import org.stillroom.graph.LayoutChange;
import org.stillroom.graph.LogicChange;
import org.stillroom.graph.ModelPin;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Provider;
import org.stillroom.graph.Wire;
import org.stillroom.workbench.services.Catalog;

/** In English, the workbench says of a change what the command line says. */
class ChangeTextTest {

    private static final Node NODE = Node.of("noise", "org.stillroom.latentNoise");
    private static final PortRef OUT = new PortRef("prompt", "text");
    private static final PortRef IN = new PortRef("tokens", "text");
    private static final Optional<JsonNode> VALUE = Optional.of(TextNode.valueOf("it's {0} % of it"));
    private static final Optional<JsonNode> ONE = Optional.of(IntNode.valueOf(1));

    static List<Change> changes() {
        Optional<ModelPin> pin = Optional.of(new ModelPin(new TreeMap<>(Map.of("a", "b"))));
        Optional<Provider> provider = Optional.of(new Provider("org.example", "org.example.feature"));
        Optional<Layout.Place> place = Optional.of(new Layout.Place(1000, 20, 0, 0, false));
        Optional<Layout.Place> folded = Optional.of(new Layout.Place(1000, 20, 0, 0, true));
        Optional<Layout.Place> away = Optional.of(new Layout.Place(30, 20, 0, 0, false));
        Optional<Layout.Frame> frame = Optional.of(new Layout.Frame("Text", 0, 0, 10, 10, ""));
        Optional<List<Layout.Point>> way = Optional.of(List.of(new Layout.Point(1, 2)));
        return List.of(new LogicChange.NodeAdded(NODE), new LogicChange.NodeRemoved(NODE),
                new LogicChange.NodeRenamed("noise", "start"),
                new LogicChange.TypeChanged("noise", "org.a", 1, "org.b", 2000),
                new LogicChange.ModeChanged("noise", Node.Mode.ACTIVE, Node.Mode.MUTED),
                new LogicChange.ModeChanged("noise", Node.Mode.MUTED, Node.Mode.BYPASSED),
                new LogicChange.ParameterChanged("noise", "seed", Optional.empty(), ONE),
                new LogicChange.ParameterChanged("noise", "seed", ONE, VALUE),
                new LogicChange.WireAdded(new Wire(OUT, IN)), new LogicChange.WireRemoved(new Wire(OUT, IN)),
                new LogicChange.WireChanged(IN, OUT, new PortRef("words", "text")),
                new LogicChange.ModelPinChanged("flux", Optional.empty(), pin),
                new LogicChange.ModelPinChanged("flux", pin, Optional.empty()),
                new LogicChange.ModelPinChanged("flux", pin, pin),
                new LogicChange.ProviderChanged("org.a", Optional.empty(), provider),
                new LogicChange.ProviderChanged("org.a", provider, Optional.empty()),
                new LogicChange.ProviderChanged("org.a", provider, provider),
                new LogicChange.PropertyChanged("", "author", Optional.empty(), VALUE),
                new LogicChange.PropertyChanged("noise", "author", VALUE, Optional.empty()),
                new LayoutChange.Moved("noise", Optional.empty(), place),
                new LayoutChange.Moved("noise", place, Optional.empty()),
                new LayoutChange.Moved("noise", place, folded), new LayoutChange.Moved("noise", place, away),
                new LayoutChange.FrameChanged("f", Optional.empty(), frame),
                new LayoutChange.FrameChanged("f", frame, frame),
                new LayoutChange.FrameChanged("f", frame, Optional.empty()),
                new LayoutChange.RerouteChanged("tokens.text", Optional.empty(), way),
                new LayoutChange.RerouteChanged("tokens.text", way, way),
                new LayoutChange.RerouteChanged("tokens.text", way, Optional.empty()),
                new LayoutChange.LayoutPropertyChanged("zoom", Optional.empty(), ONE));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void saysWhatTheCommandLineSays(Change change) {
        assertEquals(change.toString(), ChangeText.of(change, new IdsOnly()));
    }

    /** In the user interface nodes have their titles, and ports and parameters their labels. */
    @Test
    void nodesAreCalledAsOnTheCanvas() {
        Graph before = Graph.EMPTY.with(Node.of("a", "org.stillroom.tokenizer"))
                .with(Node.of("b", "org.stillroom.tokenizer")).with(Node.of("t5", "org.stillroom.t5Encoder"));
        ShownNames names = new ShownNames(before, before.without("b"), Catalog.get());
        assertEquals("T5 Encoder.Encoder: default -> 1",
                ChangeText.of(new LogicChange.ParameterChanged("t5", "model", Optional.empty(), ONE), names));
        assertEquals("wire Tokenizer (a).Tokens -> T5 Encoder.Tokens added", ChangeText.of(new LogicChange.WireAdded(
                new Wire(PortRef.parse("a.tokens"), PortRef.parse("t5.tokens"))), names));
        assertEquals("node Tokenizer removed (b)", ChangeText.of(new LogicChange.NodeRemoved(
                Node.of("b", "org.stillroom.tokenizer")), names));
        assertEquals("node gone: active -> muted", ChangeText.of(
                new LogicChange.ModeChanged("gone", Node.Mode.ACTIVE, Node.Mode.MUTED), names));
    }

    /** As the command line, which knows no node types. */
    private record IdsOnly() implements ChangeText.Names {

        @Override
        public String node(String id) {
            return id;
        }

        @Override
        public String added(Node node) {
            return node.id();
        }

        @Override
        public String about(Node node) {
            return Ids.shorten(node.type());
        }

        @Override
        public String port(PortRef port, boolean input) {
            return port.toString();
        }

        @Override
        public String parameter(String node, String parameter) {
            return parameter;
        }

        @Override
        public String frame(String id) {
            return id;
        }
    }
}
