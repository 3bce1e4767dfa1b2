// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.conflicts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.edit.NodeEdits;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphMerge;
import org.stillroom.graph.PortRef;
import org.stillroom.test.canvas.CanvasFixture;

/** What two people made of the example with two encoders: of everything that the canvas has, different things. */
final class Clash {

    static final String TEXT = "a red circle above a blue square, drawn in ink on old paper by somebody who had all "
            + "the time of the world and liked it, with a sign that says ";

    private Clash() {}

    static Graph base() {
        return LayoutEdits.note("todo", "try more steps", 40, 640, 240, 120)
                .then(LayoutEdits.frame("encoders", "Encoders", 580, -20, 300, 620)).change()
                .apply(CanvasFixture.example("two-encoders"));
    }

    static Graph ours() {
        Graph graph = parameter(base(), "noise", "seed", IntNode.valueOf(8));
        graph = parameter(graph, "prompt", "text", TextNode.valueOf(TEXT + "'cat'"));
        graph = parameter(graph, "denoiser_student", "steps", IntNode.valueOf(30));
        graph = wire(graph, "t5_student.embedding");
        graph = NodeEdits.delete(CanvasFixture.catalog(), Set.of(new NodeItem("save_image")), false).change()
                .apply(graph);
        return layout(graph, "more steps", "Texts", 100);
    }

    static Graph theirs() {
        Graph graph = parameter(base(), "noise", "seed", IntNode.valueOf(9));
        graph = parameter(graph, "prompt", "text", TextNode.valueOf(TEXT + "'dog'"));
        graph = wire(graph, "clip_encoder.embedding");
        graph = parameter(graph, "save_image", "name", TextNode.valueOf("both"));
        return layout(graph, "fewer steps", "T5", 200);
    }

    static Graph merged() {
        return GraphMerge.merge(base(), ours(), theirs());
    }

    private static Graph parameter(Graph graph, String node, String name, JsonNode value) {
        return graph.with(graph.nodes().get(node).withParameter(name, value));
    }

    private static Graph wire(Graph graph, String from) {
        return graph.with(graph.nodes().get("denoiser_teacher").withInput("t5", PortRef.parse(from)));
    }

    private static Graph layout(Graph graph, String note, String title, int down) {
        return LayoutEdits.moveBy(Set.of(new NodeItem("prompt")), 0, down)
                .then(LayoutEdits.noteText("todo", note)).then(LayoutEdits.frameTitle("encoders", title)).change()
                .apply(graph);
    }
}
