// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.eclipse.osgi.util.NLS;
import org.stillroom.graph.Graph;
import org.stillroom.workbench.open.EditorFile;
import org.stillroom.workbench.open.InfoBars;
import org.stillroom.workbench.services.Guard;

/** Writes an editor's graph to its file or to another one, and asks first where that would lose something. */
public final class Saving {

    private final GraphScreen screen;
    private final GraphStore store;

    public Saving(GraphScreen screen, GraphStore store) {
        this.screen = screen;
        this.store = store;
    }

    /** Saves to the editor's own file; false if it was not saved. */
    public boolean save() {
        if (Files.exists(store.file().path()) && store.disk().differs()) {
            int answer = screen.ask(Messages.GraphStore_changedTitle,
                    NLS.bind(Messages.GraphStore_overwrite, store.name()), List.of(Messages.GraphStore_overwriteButton,
                            Messages.GraphStore_saveAs, Messages.GraphStore_cancel));
            return answer == 0 ? write() : answer == 1 && saveAs();
        }
        if (store.file().readOnly()) {
            return saveReadOnly();
        }
        return write();
    }

    /** Saves to a file that a person chooses; false if it was not saved. */
    public boolean saveAs() {
        return SaveAs.ask(screen.graph().part().getSite().getShell(), store.file()).filter(this::saveTo).isPresent();
    }

    /** Saves to another file, which becomes the editor's; false if it was not saved. */
    boolean saveTo(EditorFile target) {
        EditorFile before = store.file();
        DiskFile diskBefore = store.disk();
        store.use(target);
        if (!write()) {
            store.use(before, diskBefore);
            return false;
        }
        store.moved();
        screen.bars().hide(InfoBars.About.READ_ONLY);
        return true;
    }

    private boolean saveReadOnly() {
        int answer = screen.ask(Messages.GraphStore_readOnlyTitle, NLS.bind(Messages.GraphStore_readOnly, store.name()),
                List.of(Messages.GraphStore_saveAs, Messages.GraphStore_makeWritable, Messages.GraphStore_cancel));
        if (answer == 1 && store.file().makeWritable()) {
            screen.bars().hide(InfoBars.About.READ_ONLY);
            return write();
        }
        return answer == 0 && saveAs();
    }

    private boolean write() {
        Graph written = MissingNodes.withProviders(screen.graph().document().graph(), store.saved(),
                screen.graph().context().catalog());
        store.file().resource().ifPresent(LocalHistory::keep);
        try {
            store.disk().save(written);
        } catch (IOException | IllegalArgumentException e) {
            Guard.log("saving " + store.name(), e);
            screen.ask(Messages.GraphStore_notSavedTitle, e.getMessage(), List.of(Messages.GraphStore_ok));
            return false;
        }
        store.written(written);
        screen.bars().hide(InfoBars.About.DISK);
        return true;
    }
}
