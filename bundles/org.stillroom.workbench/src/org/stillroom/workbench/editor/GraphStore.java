// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.part.FileEditorInput;
import org.osgi.framework.FrameworkUtil;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFileException;
import org.stillroom.workbench.open.InfoBars;
import org.stillroom.workbench.services.Guard;
import org.stillroom.workbench.services.Preferences;

/** The file side of an editor: which file it is, what it held, and what is shown of it. {@link Saving} writes it. */
final class GraphStore {

    private final GraphEditor editor;
    private EditorFile file;
    private DiskFile disk;
    private DiskWatch watch;
    private Autosave autosave;
    private Recovery recovery;
    private Graph saved = Graph.EMPTY;
    private boolean detached;
    private boolean local;
    /** To begin with, in place of a file that is not there yet; null for none. */
    private Graph given;

    GraphStore(GraphEditor editor) {
        this.editor = editor;
    }

    void setInput(IEditorInput input) {
        Optional<EditorFile> found = EditorFile.of(input);
        local = found.isPresent();
        use(found.orElseGet(() -> new EditorFile(Optional.empty(), folder().resolve("nowhere"))));
        given = input instanceof NewGraphInput made ? made.graph() : null;
        autosave = new Autosave(new AutosaveStore(folder().resolve("autosave")), file.uri(),
                Preferences::autosaveEvery);
        recovery = new Recovery(editor, this, autosave);
    }

    /** Reads the file and has it shown. */
    void open() {
        if (!local) {
            String name = editor.getEditorInput().getName();
            editor.panes().showBroken(NLS.bind(Messages.BrokenPage_title, name), NLS.bind(Messages.GraphStore_notLocal,
                    name), "", new BrokenPage.Ways(Optional.empty(), Optional.empty(), this::open));
            return;
        }
        if (watch == null) {
            watch = new DiskWatch(editor, new DiskChanges(editor, this));
            watch.start();
        }
        if (given != null && !Files.exists(file.path())) {
            showInstead(given);
            return;
        }
        file.resource().ifPresent(GraphStore::refresh);
        DiskFile.Content content = disk.open();
        content.graph().ifPresentOrElse(graph -> {
            saved = graph;
            detached = false;
            editor.show(graph);
            if (file.readOnly()) {
                editor.bars().show(InfoBars.About.READ_ONLY, false, NLS.bind(Messages.GraphStore_readOnly,
                        file.path().getFileName()), List.of());
            }
            recovery.offer(graph);
        }, () -> showBroken(content.failure().orElseThrow()));
    }

    /** @param decided whether a person decided what becomes of unsaved changes, so that no copy is needed */
    void close(boolean decided) {
        if (watch != null) {
            watch.stop();
        }
        if (decided) {
            autosave.forget();
        }
    }

    /** Whether the graph differs from the file in a way that the command stack does not know. */
    boolean detached() {
        return detached;
    }

    /** To be called after every step, also those back. */
    void edited() {
        if (editor.modified()) {
            autosave.changed(editor.document().graph());
        } else {
            autosave.forget();
        }
    }

    EditorFile file() {
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
        editor.problems().check();
        if (given != null) {
            given = null;
            use(EditorFile.external(file.path()));
            disk.open();
            editor.inputChanged(input());
        }
    }

    /** The file holds this graph now. */
    void clean(Graph graph) {
        saved = graph;
        detached = false;
        editor.context().commands().markSaveLocation();
        autosave.forget();
        editor.dirtChanged();
    }

    /** The file does not hold the graph any more, whatever was undone. */
    void detach() {
        detached = true;
        editor.dirtChanged();
        autosave.changed(editor.document().graph());
    }

    private void showBroken(GraphFileException failure) {
        boolean future = failure.place().equals("version");
        String title = NLS.bind(future ? Messages.BrokenPage_future : Messages.BrokenPage_title, name());
        Optional<Runnable> restore = autosave.recovered().map(kept -> () -> recovery.restoreInstead(kept.graph()));
        editor.panes().showBroken(title, failure.getMessage(), BrokenPage.lines(file.path(),
                BrokenPage.line(failure.place())), new BrokenPage.Ways(Optional.of(this::openAsText), restore,
                        this::open));
        editor.problems().checkFile();
    }

    /** Shows a graph that no file holds. */
    void showInstead(Graph graph) {
        saved = graph;
        editor.show(graph);
        // what the file holds was never shown, so that a save asks before it is overwritten
        disk.accept(new DiskFile.Content(Optional.empty(), Optional.empty(), ""));
        detach();
    }

    void openAsText() {
        TextOpener.open(editor.getSite().getPage(), file, BrokenPage.line(
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
        editor.inputChanged(input());
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
        return Platform.getStateLocation(FrameworkUtil.getBundle(GraphStore.class)).toPath();
    }
}
