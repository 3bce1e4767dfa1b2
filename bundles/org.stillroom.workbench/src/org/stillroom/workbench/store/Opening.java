// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IEditorPart;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFileException;
import org.stillroom.workbench.open.InfoBars;

/** Reads an editor's file and has it shown, or why it cannot be, and follows what others do to it from then on. */
public final class Opening {

    private final GraphScreen screen;
    private final GraphStore store;
    private final Recovery recovery;
    /** Null until the file was read for the first time. */
    private DiskWatch watch;

    public Opening(GraphScreen screen, GraphStore store) {
        this.screen = screen;
        this.store = store;
        this.recovery = new Recovery(screen, store);
    }

    /** Reads the file and has it shown. */
    public void open() {
        if (!store.local()) {
            showNotLocal();
            return;
        }
        if (watch == null) {
            IEditorPart part = screen.graph().part();
            watch = new DiskWatch(part, new DiskChanges(screen, store, this::open));
            watch.start();
        }
        Optional<Graph> given = store.given();
        if (given.isPresent()) {
            store.showInstead(given.get());
            return;
        }
        DiskFile.Content content = store.read();
        content.graph().ifPresentOrElse(this::show, () -> showBroken(content.failure().orElseThrow()));
    }

    /** @param decided whether a person decided what becomes of unsaved changes, so that no copy is needed */
    public void close(boolean decided) {
        if (watch != null) {
            watch.stop();
        }
        if (decided) {
            store.autosave().forget();
        }
    }

    private void show(Graph graph) {
        store.opened(graph);
        screen.show(graph);
        if (store.file().readOnly()) {
            screen.bars().show(InfoBars.About.READ_ONLY, false, NLS.bind(Messages.GraphStore_readOnly, store.name()),
                    List.of());
        }
        recovery.offer(graph);
    }

    private void showNotLocal() {
        String name = screen.graph().part().getEditorInput().getName();
        screen.show(new BrokenFile(NLS.bind(Messages.BrokenFile_title, name),
                NLS.bind(Messages.GraphStore_notLocal, name), "", Optional.empty(), Optional.empty(), this::open));
    }

    private void showBroken(GraphFileException failure) {
        boolean future = failure.place().equals("version");
        String title = NLS.bind(future ? Messages.BrokenFile_future : Messages.BrokenFile_title, store.name());
        Optional<Runnable> restore = store.autosave().recovered()
                .map(kept -> () -> recovery.restoreInstead(kept.graph()));
        screen.show(new BrokenFile(title, failure.getMessage(),
                BrokenFile.lines(store.file().path(), BrokenFile.line(failure.place())),
                Optional.of(store::openAsText), restore, this::open));
    }
}
