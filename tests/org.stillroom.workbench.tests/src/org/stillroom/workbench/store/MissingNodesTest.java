// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.workbench.editor.EditorFixture.text;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.gef.commands.CommandStack;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.NodeEdits;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.graph.Provider;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.workbench.editor.EditorTestBase;
import org.stillroom.workbench.editor.GraphEditor;
import org.stillroom.workbench.open.InfoBars;
import org.stillroom.workbench.services.Catalog;

/** Graphs with nodes from bundles that are not installed. */
class MissingNodesTest extends EditorTestBase {

    @Test
    void namesBundleAndFeatureAndSavesThemUnchanged() throws Exception {
        Graph graph = ExampleGraphs.graph(ExampleGraphs.FIRST_PICTURE)
                .with(strange("upscale")).with(strange("again")).with(Node.of("other", "org.example.other"));
        TreeMap<String, Provider> providers = new TreeMap<>();
        providers.put("org.example.upscaler", new Provider("org.example.bundle", "org.example.feature"));
        graph = graph.withProviders(providers);
        IFile file = fixture.file("strange.stillroom", GraphFile.text(graph));
        GraphEditor editor = fixture.open(file);
        String sentence = editor.bars().sentence(InfoBars.About.MISSING_NODES).orElseThrow();
        assertTrue(sentence.startsWith("3 nodes come from bundles that are not installed: "), sentence);
        assertTrue(sentence.contains("org.example.bundle (install org.example.feature)"), sentence);
        assertTrue(sentence.contains("org.example.other"), sentence);
        editor.canvas().orElseThrow().select(List.of(new CanvasItem.NodeItem("upscale")));
        editor.execute(NodeEdits.parameter("prompt", "text", TextNode.valueOf("changed")));
        editor.doSave(new NullProgressMonitor());
        Graph saved = GraphFile.parse(text(file), "saved");
        assertEquals(graph.nodes().get("upscale"), saved.nodes().get("upscale"));
        assertEquals(graph.providers(), saved.providers());
        editor.getAdapter(CommandStack.class).undo();
        editor.doSave(new NullProgressMonitor());
        assertEquals(GraphFile.text(graph), text(file));
    }

    @Test
    void writesDownWhoProvidesNodesThatAreAdded() throws Exception {
        IFile file = fixture.file("empty.stillroom", GraphFile.text(Graph.EMPTY));
        GraphEditor editor = fixture.open(file);
        editor.execute(NodeEdits.add(Catalog.get().nodeType("org.stillroom.prompt").orElseThrow(), "prompt",
                new Layout.Point(0, 0)));
        editor.doSave(new NullProgressMonitor());
        assertEquals("org.stillroom.diffusion", GraphFile.parse(text(file), "saved").providers()
                .get("org.stillroom.prompt").bundle());
        editor.execute(NodeEdits.parameter("prompt", "text", TextNode.valueOf("x")));
        editor.doSave(new NullProgressMonitor());
        assertTrue(text(file).contains("org.stillroom.diffusion"), "the second save keeps it");
    }

    private static Node strange(String id) {
        return Node.of(id, "org.example.upscaler").withParameter("factor", TextNode.valueOf("2x"));
    }
}
