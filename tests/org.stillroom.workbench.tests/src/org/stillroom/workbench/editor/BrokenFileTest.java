// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.workbench.editor.EditorFixture.await;
import static org.stillroom.workbench.editor.EditorFixture.graph;
import static org.stillroom.workbench.editor.EditorFixture.path;
import static org.stillroom.workbench.editor.EditorFixture.press;
import static org.stillroom.workbench.editor.EditorFixture.text;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.viewers.IDecoration;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.ide.IDE;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.workbench.open.EditorFile;
import org.stillroom.workbench.open.InfoBars;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.problems.ProblemDecorator;
import org.stillroom.workbench.problems.ProblemMarkers;
import org.stillroom.workbench.store.AutosaveStore;

/** Files that cannot be shown are shown as a page that says why. */
class BrokenFileTest extends EditorTestBase {

    @Test
    void saysWhatIsWrongAndWhere() throws Exception {
        IFile file = fixture.file("broken.stillroom", "{\n  \"format\": \"stillroom\",\n  \"version\": oops\n}\n");
        GraphEditor editor = fixture.open(file);
        assertTrue(editor.canvas().isEmpty());
        List<String> shown = texts();
        assertTrue(shown.contains("broken.stillroom cannot be opened"), shown::toString);
        assertTrue(shown.stream().anyMatch(text -> text.contains("line 3")), shown::toString);
        assertTrue(shown.stream().anyMatch(text -> text.contains("3:   \"version\": oops")), shown::toString);
        assertFalse(editor.isDirty());
    }

    @Test
    void opensAsText() throws Exception {
        IFile file = fixture.file("broken.stillroom", "{\n  oops\n}\n");
        GraphEditor editor = fixture.open(file);
        press(Messages.BrokenPage_openAsText);
        EditorFixture.settle();
        List<String> ids = new ArrayList<>();
        for (IEditorReference reference : EditorFixture.page().getEditorReferences()) {
            ids.add(reference.getId());
        }
        assertEquals(List.of(OpenGraph.EDITOR, "org.eclipse.ui.DefaultTextEditor"), ids);
        EditorFixture.checked();
        List<String> types = new ArrayList<>();
        for (IMarker marker : file.findMarkers(null, true, IResource.DEPTH_ZERO)) {
            types.add(marker.getType());
        }
        assertEquals(List.of(ProblemMarkers.TYPE), types, "nothing else is left behind");
    }

    @Test
    void refusesAFileFromTheFutureByName() throws Exception {
        String future = GraphFile.text(Graph.EMPTY).replace("\"version\": 1", "\"version\": 99");
        IFile file = fixture.file("tomorrow.stillroom", future);
        GraphEditor editor = fixture.open(file);
        List<String> shown = texts();
        assertTrue(shown.stream().anyMatch(text -> text.contains("tomorrow.stillroom was made by a newer Stillroom")),
                shown::toString);
        assertTrue(shown.stream().anyMatch(text -> text.contains("99")), shown::toString);
        editor.doSave(new NullProgressMonitor());
        assertEquals(future, text(file));
    }

    @Test
    void restoresAnAutosaveWithoutTouchingTheFile() throws Exception {
        String broken = "not a graph";
        IFile file = fixture.file("broken.stillroom", broken);
        Graph kept = ExampleGraphs.graph(ExampleGraphs.FIRST_PICTURE);
        new AutosaveStore(Platform.getStateLocation(FrameworkUtil.getBundle(GraphEditor.class)).toPath()
                .resolve("autosave")).keep(EditorFile.external(path(file)).uri(), kept);
        GraphEditor editor = fixture.open(file);
        press(Messages.BrokenPage_restore);
        assertEquals(kept, graph(editor));
        assertTrue(editor.isDirty());
        assertEquals(broken, text(file));
        fixture.answer(2);
        editor.doSave(new NullProgressMonitor());
        assertEquals(broken, text(file), "it asked before it overwrote");
        fixture.answer(0);
        editor.doSave(new NullProgressMonitor());
        assertEquals(GraphFile.text(kept), text(file));
    }

    @Test
    void showsTheGraphOnceTheFileIsRepaired() throws Exception {
        IFile file = fixture.file("broken.stillroom", "{");
        GraphEditor editor = fixture.open(file);
        Files.writeString(path(file), ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE));
        file.refreshLocal(IResource.DEPTH_ZERO, null);
        await("the canvas shows", () -> editor.canvas().isPresent());
        assertEquals(9, graph(editor).nodes().size());
    }

    /** As a file that came by a copy or from a colleague; it is seen in the explorer without being opened. */
    @Test
    void aBrokenFileIsMarkedWhereFilesAreListed() throws Exception {
        IFile file = fixture.file("broken.stillroom", "{");
        IFile whole = fixture.file("whole.stillroom", ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE));
        assertTrue(PlatformUI.getWorkbench().getDecoratorManager()
                .getEnabled("org.stillroom.workbench.problemDecorator"));
        ProblemDecorator decorator = new ProblemDecorator();
        try {
            assertEquals(0, overlays(decorator, whole));
            overlays(decorator, file);
            await("the file is marked", () -> overlays(decorator, file) == 1);
            assertEquals(1, overlays(decorator, fixture.project()), "and what it is in");
            assertEquals(0, overlays(decorator, whole));
            file.setContents(bytes(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE)), true, false, null);
            await("the mark is gone", () -> overlays(decorator, file) >= 0 && Arrays.stream(markers(file))
                    .noneMatch(marker -> marker.getAttribute(ProblemMarkers.NODE, "").isEmpty()));
        } finally {
            decorator.dispose();
        }
    }

    @Test
    void isMarkedBeforeAnybodyUnfoldsItsProject() throws Exception {
        IFolder folder = fixture.project().getFolder("inner");
        folder.create(true, true, null);
        IFile file = folder.getFile("broken.stillroom");
        file.create(bytes("{ oops"), true, null);
        ProblemDecorator decorator = new ProblemDecorator();
        try {
            // the file itself is asked for by nobody
            await("its project is marked", () -> overlays(decorator, fixture.project()) == 1);
            assertEquals(1, overlays(decorator, folder));
            assertEquals(1, markers(file).length);
            IFile later = folder.getFile("later.stillroom");
            later.create(bytes("oops, too"), true, null);
            await("one that comes later is marked", () -> markers(later).length == 1);
            later.setContents(bytes(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE)), true, false, null);
            file.setContents(bytes(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE)), true, false, null);
            await("the marks are gone", () -> Arrays.stream(markers(file))
                    .noneMatch(marker -> marker.getAttribute(ProblemMarkers.NODE, "").isEmpty()));
        } finally {
            decorator.dispose();
        }
    }

    private static int overlays(ProblemDecorator decorator, IResource resource) {
        int[] count = new int[1];
        decorator.decorate(resource, (IDecoration) Proxy.newProxyInstance(BrokenFileTest.class.getClassLoader(),
                new Class<?>[] {IDecoration.class}, (proxy, method, arguments) -> {
                    count[0] += method.getName().equals("addOverlay") ? 1 : 0;
                    return null;
                }));
        return count[0];
    }

    private static IMarker[] markers(IFile file) {
        try {
            return file.findMarkers(ProblemMarkers.TYPE, false, IResource.DEPTH_ZERO);
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void marksTheFileUntilItIsRepaired() throws Exception {
        IFile file = fixture.file("broken.stillroom", "{\n  \"format\": \"stillroom\",\n  \"version\": oops\n}\n");
        GraphEditor editor = fixture.open(file);
        EditorFixture.checked();
        IMarker[] markers = file.findMarkers(ProblemMarkers.TYPE, false, IResource.DEPTH_ZERO);
        assertEquals(1, markers.length);
        assertEquals(IMarker.SEVERITY_ERROR, markers[0].getAttribute(IMarker.SEVERITY, -1));
        assertEquals(3, markers[0].getAttribute(IMarker.LINE_NUMBER, -1));
        assertFalse(IDE.getMarkerHelpRegistry().hasResolutions(markers[0]), "nothing can be mended by itself");
        file.setContents(bytes(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE)), true, false, null);
        await("the canvas shows", () -> editor.canvas().isPresent());
        EditorFixture.checked();
        assertFalse(markers[0].exists());
        file.setContents(bytes("{"), true, false, null);
        await("it was noticed", () -> editor.bars().sentence(InfoBars.About.DISK).isPresent());
        EditorFixture.checked();
        assertEquals(1, file.findMarkers(ProblemMarkers.TYPE, false, IResource.DEPTH_ZERO).length);
    }

    @Test
    void canBeRunOnlyOnceItIsRepaired() throws Exception {
        IFile file = fixture.file("broken.stillroom", "{");
        GraphEditor editor = fixture.open(file);
        EditorFixture.page().activate(editor);
        EditorFixture.settle();
        assertFalse(enabled("org.stillroom.workbench.run"));
        assertFalse(enabled("org.stillroom.workbench.runToHere"));
        file.setContents(bytes(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE)), true, false, null);
        await("the canvas shows", () -> editor.canvas().isPresent());
        EditorFixture.settle();
        assertTrue(enabled("org.stillroom.workbench.run"));
        assertTrue(enabled("org.stillroom.workbench.runToHere"));
    }

    private static boolean enabled(String command) {
        return PlatformUI.getWorkbench().getService(ICommandService.class).getCommand(command).isEnabled();
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void opensWhatIsNotThere() throws Exception {
        IFile file = fixture.file("gone.stillroom", "{}");
        Files.delete(path(file));
        GraphEditor editor = fixture.open(file);
        assertTrue(editor.canvas().isEmpty());
        assertTrue(texts().stream().anyMatch(text -> text.contains("no such file")));
    }

    private static List<String> texts() {
        List<String> found = new ArrayList<>();
        for (Control control : EditorFixture.seen()) {
            if (control instanceof Label label) {
                found.add(label.getText());
            } else if (control instanceof Text text) {
                found.add(text.getText());
            }
        }
        return found;
    }
}
