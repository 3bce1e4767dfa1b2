// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.edit.GraphSearch.Found;
import org.stillroom.graph.Graph;

class GraphSearchTest {

    private final Graph graph = LayoutEdits.frame("frame", "Text part", 0, 0, 10, 10)
            .then(LayoutEdits.note("note", "See the\nfox", 0, 0, 10, 10)).change().apply(Examples.firstPicture());

    private List<Found> find(String text) {
        return GraphSearch.find(graph, Examples.CATALOG, text);
    }

    private List<CanvasItem> items(String text) {
        return find(text).stream().map(Found::item).toList();
    }

    @Test
    void findsNodesByKindAndName() {
        assertEquals(List.of(new NodeItem("denoiser")), items("Denoiser"));
        assertTrue(items("t5").containsAll(List.of(new NodeItem("t5_encoder"), new NodeItem("t5_tokenizer"))));
        assertEquals(List.of(new NodeItem("t5_tokenizer")), items("T5 token"), "every word");
        assertEquals(List.of(), items("nowhere"));
    }

    @Test
    void findsWhatParametersSayAndTexts() {
        Graph said = NodeEdits.parameter("prompt", "text",
                TextNode.valueOf("a quick\nbrown fox")).change().apply(graph);
        List<Found> found = GraphSearch.find(said, Examples.CATALOG, "FOX");
        assertEquals(List.of(new Found(new NodeItem("prompt"), "Prompt", "text: a quick brown fox"),
                new Found(new NoteItem("note"), "Note", "See the fox")), found);
    }

    @Test
    void aNameComesBeforeAValue() {
        Graph said = NodeEdits.parameter("prompt", "text",
                TextNode.valueOf("noise")).change().apply(graph);
        assertEquals(new NodeItem("noise"), GraphSearch.find(said, Examples.CATALOG, "noise").getFirst().item());
    }

    @Test
    void anEmptyTextFindsEverything() {
        assertEquals(graph.nodes().size() + 2, find(" ").size());
    }
}
