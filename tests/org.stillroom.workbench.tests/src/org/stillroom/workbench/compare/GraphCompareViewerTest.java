// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.compare.CompareConfiguration;
import org.eclipse.compare.CompareUI;
import org.eclipse.compare.HistoryItem;
import org.eclipse.compare.INavigatable;
import org.eclipse.compare.ResourceNode;
import org.eclipse.compare.structuremergeviewer.DiffNode;
import org.eclipse.compare.structuremergeviewer.Differencer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFileState;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.status.Overlay.Difference;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.workbench.editor.EditorFixture;
import org.stillroom.workbench.editor.EditorTestBase;
import org.stillroom.workbench.fixture.Screenshot;

/** Comparing two versions of a graph, wherever Eclipse compares files. */
class GraphCompareViewerTest extends EditorTestBase {

    private Shell shell;
    private Graph before;

    @BeforeEach
    void start() throws Exception {
        shell = new Shell(PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell(), SWT.SHELL_TRIM);
        shell.setLayout(new FillLayout());
        shell.setSize(1200, 800);
        before = GraphFile.parse(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE), "before");
    }

    @AfterEach
    void stop() throws Exception {
        shell.dispose();
    }

    @Test
    void eclipseChoosesItForGraphFiles() throws Exception {
        DiffNode node = node(before, before);
        Viewer viewer = CompareUI.findContentViewer(null, node, shell, new CompareConfiguration());
        assertInstanceOf(GraphCompareViewer.class, viewer);
        viewer.getControl().dispose();
    }

    @Test
    void bothVersionsAreShownWithWhatChanged() throws Exception {
        Graph changed = changed();
        GraphCompareViewer viewer = open(node(changed, before));
        assertEquals(Difference.CHANGED, difference(viewer.left(), "noise"));
        assertEquals(Difference.CHANGED, difference(viewer.right(), "noise"));
        assertEquals(Difference.REMOVED, difference(viewer.right(), "save_image"));
        assertEquals(Difference.NONE, difference(viewer.left(), "prompt"));
        assertEquals(canvas(viewer.left()).zoom().getZoom(), canvas(viewer.right()).zoom().getZoom());
        List<ChangeLine> lines = viewer.list().shown();
        assertTrue(lines.stream().noneMatch(ChangeLine::movement), lines.toString());
        int logic = lines.size();
        Screenshot.of(shell, "compare-graphs");
        viewer.list().showMovement(true);
        assertTrue(viewer.list().shown().size() > logic);
        assertTrue(viewer.list().shown().getLast().movement());
        Screenshot.of(shell, "compare-graphs-layout");
    }

    @Test
    void selectingAChangeShowsItOnBothSides() throws Exception {
        GraphCompareViewer viewer = open(node(changed(), before));
        ChangeLine seed = viewer.list().shown().stream().filter(line -> line.text().contains("Seed")).findFirst()
                .orElseThrow();
        viewer.list().select(seed);
        EditorFixture.settle();
        assertEquals(Set.of(new CanvasItem.NodeItem("noise")), canvas(viewer.left()).selection());
        assertEquals(Set.of(new CanvasItem.NodeItem("noise")), canvas(viewer.right()).selection());
        ChangeLine gone = viewer.list().shown().stream().filter(line -> line.left().isEmpty()).findFirst()
                .orElseThrow();
        viewer.list().select(gone);
        assertEquals(Set.of(), canvas(viewer.left()).selection());
        assertEquals(Set.of(new CanvasItem.NodeItem("save_image")), canvas(viewer.right()).selection());
    }

    @Test
    void theNextAndThePreviousChangeAreSelectedAndTheEndsTold() throws Exception {
        GraphCompareViewer viewer = open(node(changed(), before));
        INavigatable navigator = (INavigatable) viewer.getControl().getData(INavigatable.NAVIGATOR_PROPERTY);
        assertNotNull(navigator);
        assertFalse(navigator.selectChange(INavigatable.NEXT_CHANGE));
        assertEquals(viewer.list().shown().getFirst(), viewer.list().selected().orElseThrow());
        assertTrue(navigator.selectChange(INavigatable.PREVIOUS_CHANGE), "there is none before the first");
        assertFalse(navigator.selectChange(INavigatable.LAST_CHANGE));
        assertFalse(navigator.hasChange(INavigatable.NEXT_CHANGE));
        assertTrue(navigator.hasChange(INavigatable.PREVIOUS_CHANGE));
    }

    @Test
    void zoomAndPlaceOfOneSideAreThoseOfTheOther() throws Exception {
        GraphCompareViewer viewer = open(node(changed(), before));
        GraphCanvas left = canvas(viewer.left());
        GraphCanvas right = canvas(viewer.right());
        left.zoom().setZoom(2);
        assertEquals(2, right.zoom().getZoom());
        EditorFixture.settle();
        FigureCanvas scrolled = (FigureCanvas) right.viewer().getControl();
        scrolled.scrollTo(120, 60);
        EditorFixture.settle();
        assertEquals(scrolled.getViewport().getViewLocation(),
                ((FigureCanvas) left.viewer().getControl()).getViewport().getViewLocation());
    }

    @Test
    void neitherSideCanBeEdited() throws Exception {
        GraphCompareViewer viewer = open(node(changed(), before));
        assertFalse(canvas(viewer.left()).context().host().editable());
        assertFalse(canvas(viewer.right()).context().host().editable());
    }

    @Test
    void aBrokenVersionSaysWhyAndTheOtherIsShown() throws Exception {
        GraphCompareViewer viewer = open(new DiffNode(null, Differencer.CHANGE, null,
                new ResourceNode(fixture.example()), new ResourceNode(fixture.file("broken.stillroom", "{ nothing"))));
        assertTrue(viewer.left().canvas().isPresent());
        assertEquals(Optional.empty(), viewer.right().canvas());
        assertEquals(List.of(), viewer.list().shown());
        Screenshot.of(shell, "compare-broken");
    }

    @Test
    void aVersionThatIsNotThereIsNoFailure() throws Exception {
        GraphCompareViewer viewer = open(new DiffNode(null, Differencer.ADDITION, null,
                new ResourceNode(fixture.example()), null));
        assertTrue(viewer.left().canvas().isPresent());
        assertEquals(Optional.empty(), viewer.right().canvas());
    }

    @Test
    void equalGraphsAreSaidToBeTheSame() throws Exception {
        GraphCompareViewer viewer = open(node(before, before));
        assertEquals(List.of(), viewer.list().shown());
        assertEquals(Messages.ChangeList_same, viewer.list().summary());
    }

    @Test
    void aCommonAncestorTellsWhoChangedWhat() throws Exception {
        Graph theirs = before.with(before.nodes().get("noise").withParameter("seed", IntNode.valueOf(9)))
                .with(before.nodes().get("prompt").withMode(Node.Mode.MUTED));
        GraphCompareViewer viewer = open(new DiffNode(null, Differencer.CONFLICTING | Differencer.CHANGE,
                resource("base", before), resource("left", changed()), resource("right", theirs)));
        assertEquals(Difference.CONFLICT, difference(viewer.left(), "noise"));
        assertEquals(Difference.CONFLICT, difference(viewer.right(), "noise"));
        assertEquals(Difference.REMOVED, difference(viewer.right(), "save_image"));
        assertEquals(Difference.CHANGED, difference(viewer.right(), "prompt"));
        assertEquals(Difference.NONE, difference(viewer.left(), "prompt"));
        List<Optional<Author>> authors = viewer.list().shown().stream().map(ChangeLine::author).distinct().toList();
        assertEquals(List.of(Optional.of(Author.CONFLICT), Optional.of(Author.MINE), Optional.of(Author.THEIRS)),
                authors);
        Screenshot.of(shell, "compare-three");
    }

    @Test
    void anEarlierVersionOfTheLocalHistoryIsCompared() throws Exception {
        IFile file = fixture.example();
        file.setContents(new ByteArrayInputStream(GraphFile.text(changed()).getBytes(StandardCharsets.UTF_8)), true,
                true, null);
        IFileState earlier = file.getHistory(null)[0];
        GraphCompareViewer viewer = open(new DiffNode(null, Differencer.CHANGE, null, new ResourceNode(file),
                new HistoryItem(new ResourceNode(file), earlier)));
        assertEquals(Difference.CHANGED, difference(viewer.left(), "noise"));
        assertEquals(Difference.REMOVED, difference(viewer.right(), "save_image"));
    }

    @Test
    void twoFilesOpenInACompareEditor() throws Exception {
        IFile first = fixture.file("first.stillroom", GraphFile.text(changed()));
        IFile second = fixture.file("second.stillroom", GraphFile.text(before));
        CompareUI.openCompareEditor(new GraphCompareInput(EditorFixture.path(first), EditorFixture.path(second)));
        EditorFixture.await("the compare editor is there", () -> Arrays.stream(EditorFixture.page()
                .getEditorReferences()).anyMatch(editor -> editor.getTitle().contains("second.stillroom")));
        IEditorPart editor = EditorFixture.page().getEditorReferences()[0].getEditor(true);
        assertNotNull(editor);
        EditorFixture.await("the changes are listed", () -> changesListed(editor.getSite().getShell()));
        Screenshot.of(editor.getSite().getShell(), "compare-editor");
    }

    /** With a seed changed, the saving node gone and a node moved. */
    private Graph changed() {
        Graph graph = before.with(before.nodes().get("noise").withParameter("seed", IntNode.valueOf(8)))
                .without("save_image");
        return LayoutEdits.place(Map.of("prompt", new Layout.Point(10, 20))).change().apply(graph);
    }

    private DiffNode node(Graph left, Graph right) throws Exception {
        return new DiffNode(null, Differencer.CHANGE, null, resource("left", left), resource("right", right));
    }

    private ResourceNode resource(String name, Graph graph) throws Exception {
        return new ResourceNode(fixture.file(name + "-" + System.nanoTime() + ".stillroom", GraphFile.text(graph)));
    }

    private GraphCompareViewer open(DiffNode node) {
        CompareConfiguration configuration = new CompareConfiguration();
        configuration.setLeftLabel("Local");
        configuration.setRightLabel("Yesterday");
        GraphCompareViewer viewer = new GraphCompareViewer(shell, configuration);
        shell.open();
        viewer.setInput(node);
        EditorFixture.await("the versions are compared", () -> !viewer.list().summary().isEmpty());
        EditorFixture.settle();
        return viewer;
    }

    private static boolean changesListed(Composite parent) {
        return Arrays.stream(parent.getChildren()).anyMatch(child -> child instanceof ChangeList list
                && !list.summary().isEmpty() || child instanceof Composite inner && changesListed(inner));
    }

    private static GraphCanvas canvas(SidePane pane) {
        return pane.canvas().orElseThrow();
    }

    private static Difference difference(SidePane pane, String node) {
        return canvas(pane).context().overlay().difference(node);
    }
}
