// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.part.FileEditorInput;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFileException;
import org.stillroom.workbench.open.EditorFile;
import org.stillroom.workbench.open.NewGraphInput;
import org.stillroom.workbench.services.Guard;
import org.stillroom.workbench.services.Preferences;
import org.stillroom.workbench.services.WorkbenchState;

/**
 * The file of an open graph: which it is, what it held, and whether the graph is still what it holds. {@link Opening}
 * reads it, {@link Saving} writes it.
 */
public final class GraphStore {

    private final GraphScreen screen;
    private EditorFile file;
    private DiskFile disk;
    private Autosave autosave;
    private Graph saved = Graph.EMPTY;
    private boolean detached;
    private boolean local;
    /** To begin with, in place of a file that is not there yet; null for none. */
    private Graph given;

    public GraphStore(GraphScreen screen) {
        this.screen = screen;
    }

    public void setInput(IEditorInput input) {
        Optional<EditorFile> found = EditorFile.of(input);
        local = found.isPresent();
        use(found.orElseGet(() -> new EditorFile(Optional.empty(), folder().resolve("nowhere"))));
        given = input instanceof NewGraphInput made ? made.graph() : null;
        autosave = new Autosave(new AutosaveStore(folder().resolve("autosave")), file.uri(),
                Preferences::autosaveEvery);
    }

    /** Whether the input is a file on the local disk. */
    boolean local() {
        return local;
    }

    /** The graph to begin with, where it is in no file yet. */
    Optional<Graph> given() {
        return Optional.ofNullable(given).filter(graph -> !Files.exists(file.path()));
    }

    /** Reads the file. */
    DiskFile.Content read() {
        file.resource().ifPresent(GraphStore::refresh);
        return disk.open();
    }

    /** What was read is shown. */
    void opened(Graph graph) {
        saved = graph;
        detached = false;
    }

    /** Whether the graph differs from the file in a way that the command stack does not know. */
    public boolean detached() {
        return detached;
    }

    /** To be called after every step, also those back. */
    public void edited() {
        if (screen.graph().modified()) {
            autosave.changed(screen.graph().document().graph());
        } else {
            autosave.forget();
        }
    }

    public EditorFile file() {
        return file;
    }

    DiskFile disk() {
        return disk;
    }

    Autosave autosave() {
        return autosave;
    }

    /** What the file held when it was last read or written. */
    Graph saved() {
        return saved;
    }

    /** The editor's file was written. */
    void written(Graph graph) {
        file.resource().ifPresent(GraphStore::refresh);
        clean(graph);
        if (given != null) {
            given = null;
            use(EditorFile.external(file.path()));
            disk.open();
            screen.inputChanged(input());
        }
        screen.check();
    }

    /** The file holds this graph now. */
    void clean(Graph graph) {
        saved = graph;
        detached = false;
        screen.graph().context().commands().markSaveLocation();
        autosave.forget();
        screen.dirtChanged();
    }

    /** The file does not hold the graph any more, whatever was undone. */
    void detach() {
        detached = true;
        screen.dirtChanged();
        autosave.changed(screen.graph().document().graph());
    }

    /** Shows a graph that no file holds. */
    void showInstead(Graph graph) {
        saved = graph;
        screen.show(graph);
        // what the file holds was never shown, so that a save asks before it is overwritten
        disk.accept(new DiskFile.Content(Optional.empty(), Optional.empty(), ""));
        detach();
    }

    void openAsText() {
        TextOpener.open(screen.graph().part().getSite().getPage(), file, BrokenFile.line(
                disk.peek().failure().map(GraphFileException::place).orElse("")));
    }

    /** The editor's file is this one from now on; its copies move along. */
    void follow(EditorFile moved) {
        use(moved);
        disk.open();
        moved();
        edited();
    }

    /** The editor's file is this one, of which nothing has been read yet. */
    void use(EditorFile used) {
        use(used, new DiskFile(used.path()));
    }

    void use(EditorFile used, DiskFile itsDisk) {
        file = used;
        disk = itsDisk;
    }

    /** The graph was saved to another file, which is the editor's already. */
    void moved() {
        autosave.moved(file.uri());
        screen.inputChanged(input());
    }

    /** The file's, for sentences. */
    String name() {
        return String.valueOf(file.path().getFileName());
    }

    private IEditorInput input() {
        return file.resource().<IEditorInput>map(FileEditorInput::new).orElseGet(() -> SaveAs.external(file.path()));
    }

    private static void refresh(IFile resource) {
        try {
            resource.refreshLocal(IResource.DEPTH_ZERO, null);
        } catch (CoreException e) {
            Guard.log("refreshing " + resource.getFullPath(), e);
        }
    }

    private static Path folder() {
        return WorkbenchState.folder();
    }
}
