// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSource;
import org.eclipse.swt.dnd.DragSourceAdapter;
import org.eclipse.swt.dnd.DragSourceEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IEditorPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.image.PngFiles;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.workbench.fixture.WorkbenchFixture;
import org.stillroom.workbench.open.OpenGraph;

/** A picture of ours is dragged with the real pointer from another window, as from a file manager. */
class PictureDropTest {

    @TempDir
    Path folder;
    private WorkbenchFixture editors;
    private Window source;
    private Label handle;
    private boolean given;

    @BeforeEach
    void open() throws Exception {
        Path picture = Pictures.addText(Pictures.write(folder.resolve("viewer.png"), Pictures.scene(160, 120, 1)),
                PngFiles.GRAPH, ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE));
        editors = new WorkbenchFixture();
        source = new Window(140, 90);
        handle = new Label(source.shell(), SWT.NONE);
        handle.setText("viewer.png");
        DragSource drag = new DragSource(handle, DND.DROP_COPY | DND.DROP_MOVE);
        drag.setTransfer(FileTransfer.getInstance());
        drag.addDragListener(new DragSourceAdapter() {
            @Override
            public void dragSetData(DragSourceEvent event) {
                event.data = new String[] {picture.toString()};
            }

            @Override
            public void dragFinished(DragSourceEvent event) {
                given = event.doit && event.detail == DND.DROP_COPY;
            }
        });
    }

    @AfterEach
    void close() throws Exception {
        source.close();
        editors.close();
    }

    @Test
    void openedWhereAGraphIsEdited() throws Exception {
        OpenGraph edited = (OpenGraph) WorkbenchFixture.edit(editors.example());
        WorkbenchFixture.settle();
        Graph before = edited.document().graph();
        drop(middle(canvas(edited).control()));
        assertOpened();
        assertSame(before, edited.document().graph());
        assertTrue(canvas(edited).idle(), "the canvas is idle");
    }

    @Test
    void openedWhereNoEditorIs() throws Exception {
        OpenGraph edited = (OpenGraph) WorkbenchFixture.edit(editors.example());
        WorkbenchFixture.settle();
        Point place = middle(canvas(edited).control());
        WorkbenchFixture.close(edited.part());
        assertEquals(0, WorkbenchFixture.page().getEditorReferences().length);
        drop(place);
        assertOpened();
    }

    @Test
    void openedWherePicturesAreSeen() throws Exception {
        PictureView view = (PictureView) WorkbenchFixture.page().showView(PictureView.ID);
        WorkbenchFixture.settle();
        try {
            drop(middle(view.panel().canvas()));
            assertOpened();
        } finally {
            WorkbenchFixture.page().hideView(view);
        }
    }

    private void drop(Point onDisplay) {
        source.open();
        assertTrue(!source.shell().getBounds().contains(onDisplay), "the windows are beside each other");
        source.dragAndDrop(handle, onDisplay);
    }

    private void assertOpened() throws Exception {
        WorkbenchFixture.await("the graph is opened", () ->
                WorkbenchFixture.page().getActiveEditor() instanceof IEditorPart editor
                        && editor.getTitle().equals("viewer.stillroom"));
        OpenGraph editor = (OpenGraph) WorkbenchFixture.page().getActiveEditor();
        assertEquals(GraphFile.parse(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE), ""), editor.document().graph());
        assertTrue(given, "the source is told that a copy was taken");
        assertTrue(canvas(editor).idle(), "the canvas is idle");
    }

    private static GraphCanvas canvas(OpenGraph editor) {
        return editor.canvas().orElseThrow();
    }

    private static Point middle(Control control) {
        Rectangle area = control.getBounds();
        return control.toDisplay(area.width / 2, area.height / 2);
    }
}
