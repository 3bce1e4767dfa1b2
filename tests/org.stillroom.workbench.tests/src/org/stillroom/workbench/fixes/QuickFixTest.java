// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.ide.IDE;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.Layout;
import org.stillroom.graph.ModelPin;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.workbench.editor.EditorFixture;
import org.stillroom.workbench.editor.EditorTestBase;
import org.stillroom.workbench.editor.GraphEditor;
import org.stillroom.workbench.problems.ProblemMarkers;
import org.stillroom.workbench.services.Preferences;

/** Ways out of problems, in the Problems view and on the canvas. */
class QuickFixTest extends EditorTestBase {

    private static final String ENCODER = "Choose an encoder that fits\u2026";
    private static final String MODEL = "Choose model\u2026";
    private static final String MISSING = "lost/vae.safetensors";

    @TempDir
    private Path models;

    @BeforeEach
    void start() throws Exception {
        Preferences.store().setValue(Preferences.MODEL_FOLDERS, models.toString());
    }

    @Test
    void eachKindOfProblemHasItsFixes() throws Exception {
        IFile file = fixture.example();
        fixture.open(file);
        EditorFixture.checked();
        assertEquals(ENCODER, labels(file, "t5_encoder", "model").getFirst());
        assertFalse(labels(file, "t5_encoder", "model").contains(MODEL), "encoders have a list of their own");
        assertEquals(ENCODER, labels(file, "denoiser", "t5").getFirst());
        assertEquals(MODEL, labels(file, "vae_decoder", "model").getFirst());
        assertFalse(labels(file, "denoiser", "clip_l").contains(ENCODER));
        assertTrue(labels(file, "gone", "model").isEmpty());
    }

    @Test
    void aMissingTokenizerIsInsertedFromTheProblemsView() throws Exception {
        Graph graph = GraphFile.parse(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE), "first").without("t5_tokenizer");
        GraphEditor editor = fixture.open(fixture.file("open.stillroom", GraphFile.text(graph)));
        IMarker marker = marker(editor, "t5_encoder", "tokens");
        IMarkerResolution[] resolutions = IDE.getMarkerHelpRegistry().getResolutions(marker);
        IMarkerResolution add = Arrays.stream(resolutions).filter(found -> found.getLabel().contains("Tokenizer"))
                .findFirst().orElseThrow();
        add.run(marker);
        assertEquals(graph.nodes().size() + 1, editor.document().graph().nodes().size());
        editor.getAdapter(CommandStack.class).undo();
        assertEquals(graph, editor.document().graph());
    }

    @Test
    void aGraphThatIsNotOpenIsChangedOnDisk() throws Exception {
        Graph graph = GraphFile.parse(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE), "first").without("t5_tokenizer");
        IFile file = fixture.file("closed.stillroom", GraphFile.text(graph));
        IMarker marker = marked(file, "t5_encoder", "tokens");
        IMarkerResolution add = Arrays.stream(IDE.getMarkerHelpRegistry().getResolutions(marker))
                .filter(found -> found.getLabel().contains("Tokenizer")).findFirst().orElseThrow();
        add.run(marker);
        assertEquals(graph.nodes().size() + 1, GraphFile.read(EditorFixture.path(file)).nodes().size());
        assertTrue(file.isSynchronized(IResource.DEPTH_ZERO));
    }

    @Test
    void aMissingModelIsFoundByItsChecksum() throws Exception {
        Path file = Files.writeString(Files.createDirectories(models.resolve("renamed")).resolve("vae2.safetensors"),
                "weights of " + models);
        String sum;
        try (Checksums checksums = Checksums.ofUser()) {
            sum = checksums.of(file, () -> { }).values().iterator().next();
        }
        Graph graph = GraphFile.parse(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE), "first");
        Graph lost = graph.with(graph.nodes().get("vae_decoder").withParameter("model", TextNode.valueOf(MISSING)))
                .withModels(Map.of(MISSING, new ModelPin(new TreeMap<>(Map.of("vae.safetensors", sum)))));
        GraphEditor editor = fixture.open(fixture.file("lost.stillroom", GraphFile.text(lost)));
        EditorFixture.checked();
        IMarker marker = marked(editor.getAdapter(IFile.class), "vae_decoder", "model");
        Arrays.stream(IDE.getMarkerHelpRegistry().getResolutions(marker))
                .filter(fix -> fix.getLabel().contains("checksum")).findFirst().orElseThrow().run(marker);
        EditorFixture.await("the model is found", () -> !editor.document().graph().equals(lost));
        Graph found = editor.document().graph();
        assertEquals("renamed/vae2.safetensors", found.nodes().get("vae_decoder").parameters().get("model").asText());
        editor.getAdapter(CommandStack.class).undo();
        assertEquals(lost, editor.document().graph());
    }

    @Test
    void theMenuOfANodeListsItsProblemsWithTheirFixes() throws Exception {
        Graph graph = GraphFile.parse(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE), "first").without("t5_tokenizer");
        GraphEditor editor = fixture.open(fixture.file("menu.stillroom", GraphFile.text(graph)));
        EditorFixture.checked();
        List<String> texts = Arrays.stream(QuickFixMenu.items(editor, "t5_encoder"))
                .filter(ActionContributionItem.class::isInstance)
                .map(item -> ((ActionContributionItem) item).getAction().getText()).toList();
        assertTrue(texts.stream().anyMatch(text -> text.contains("Tokenizer")), texts.toString());
        assertTrue(texts.size() > editor.overlay().problems("t5_encoder").size(), texts.toString());
        GraphCanvas canvas = editor.canvas().orElseThrow();
        assertEquals(Optional.of("clip_encoder"), selected(editor, canvas, "clip_encoder"));
    }

    @Test
    void theSignOfAProblemIsFoundUnderThePointer() throws Exception {
        GraphEditor editor = fixture.open(fixture.example());
        EditorFixture.checked();
        EditorFixture.await("the node has a problem", () -> !editor.overlay().problems("vae_decoder").isEmpty());
        GraphCanvas canvas = editor.canvas().orElseThrow();
        canvas.view().fit();
        EditorFixture.settle();
        Bounds bounds = canvas.bounds(new CanvasItem.NodeItem("vae_decoder"));
        boolean found = false;
        for (int x = bounds.x() - 20; x < bounds.right() + 20 && !found; x += 2) {
            for (int y = bounds.y() - 30; y < bounds.bottom() + 30 && !found; y += 2) {
                Point place = canvas.toControl(new Layout.Point(x, y));
                found = canvas.problemAt(place).filter("vae_decoder"::equals).isPresent();
            }
        }
        assertTrue(found, "there is a sign on the node");
        Point inside = canvas.toControl(new Layout.Point(bounds.x() + bounds.width() / 2,
                bounds.bottom() - 10));
        assertEquals(Optional.empty(), canvas.problemAt(inside));
    }

    private static Optional<String> selected(GraphEditor editor, GraphCanvas canvas, String node) {
        canvas.select(List.of(new CanvasItem.NodeItem(node)));
        return QuickFixHandler.node(editor, canvas);
    }

    private static List<String> labels(IFile file, String node, String port) throws CoreException {
        return Arrays.stream(IDE.getMarkerHelpRegistry().getResolutions(marked(file, node, port)))
                .map(IMarkerResolution::getLabel).toList();
    }

    /** A marker of a problem, as the check of graphs makes it. */
    private static IMarker marked(IFile file, String node, String port) throws CoreException {
        return file.createMarker(ProblemMarkers.TYPE, Map.of(ProblemMarkers.NODE, node, ProblemMarkers.PORT, port,
                IMarker.MESSAGE, "something"));
    }

    private static IMarker marker(GraphEditor editor, String node, String port) throws Exception {
        EditorFixture.checked();
        IFile file = editor.getAdapter(IFile.class);
        EditorFixture.await("the problem is marked", () -> find(file, node, port).isPresent());
        return find(file, node, port).orElseThrow();
    }

    private static Optional<IMarker> find(IFile file, String node, String port) {
        try {
            return Arrays.stream(file.findMarkers(ProblemMarkers.TYPE, false, IResource.DEPTH_ZERO))
                    .filter(marker -> marker.getAttribute(ProblemMarkers.NODE, "").equals(node)
                            && marker.getAttribute(ProblemMarkers.PORT, "").equals(port)).findFirst();
        } catch (CoreException e) {
            throw new IllegalStateException(e);
        }
    }
}
