// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import java.util.List;
import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IEditorPart;
import org.stillroom.edit.Edit;
import org.stillroom.graph.Graph;
import org.stillroom.workbench.open.EditorFile;
import org.stillroom.workbench.open.InfoBars;

/**
 * What an editor does when somebody else changes, moves or deletes its file. A reload is a step like any other, so that
 * it can be undone; nothing is reloaded over unsaved changes without being asked for.
 */
final class DiskChanges {

    private final GraphScreen screen;
    private final GraphStore store;
    private final Runnable reopen;

    /** @param reopen reads the file again where there was nothing to show */
    DiskChanges(GraphScreen screen, GraphStore store, Runnable reopen) {
        this.screen = screen;
        this.store = store;
        this.reopen = reopen;
    }

    EditorFile file() {
        return store.file();
    }

    DiskFile disk() {
        return store.disk();
    }

    /** The file's content is not what was opened or saved; it may be gone. */
    void changed(DiskFile.Content content) {
        if (screen.graph().canvas().isEmpty()) {
            reopen.run();
        } else if (content.missing()) {
            deleted(content);
        } else if (content.graph().isEmpty()) {
            store.detach();
            screen.checkFile();
            bar(true, content.failure().orElseThrow().getMessage(), List.of(
                    new InfoBars.Choice(Messages.DiskChanges_openAsText, store::openAsText)));
        } else if (!screen.graph().modified() || content.graph().get().equals(screen.graph().document().graph())) {
            reload(content);
        } else {
            bar(false, NLS.bind(Messages.GraphStore_changed, store.name()), List.of(
                    new InfoBars.Choice(Messages.GraphStore_reload, () -> reload(content)),
                    new InfoBars.Choice(Messages.GraphStore_keep, () -> store.disk().accept(content))));
        }
    }

    void moved(IFile to) {
        if (to.getLocation() != null) {
            store.follow(new EditorFile(Optional.of(to), to.getLocation().toPath()));
        }
    }

    private void deleted(DiskFile.Content content) {
        if (!screen.graph().modified()) {
            IEditorPart part = screen.graph().part();
            part.getSite().getPage().closeEditor(part, false);
            return;
        }
        store.disk().accept(content);
        store.detach();
        bar(true, NLS.bind(Messages.GraphStore_deleted, store.name()), List.of());
    }

    private void reload(DiskFile.Content content) {
        Graph graph = content.graph().orElseThrow();
        store.disk().accept(content);
        screen.bars().hide(InfoBars.About.DISK);
        screen.graph().execute(new Edit(Messages.GraphStore_reloadEdit,
                before -> graph.equals(before) ? before : graph));
        store.clean(graph);
    }

    private void bar(boolean error, String sentence, List<InfoBars.Choice> choices) {
        screen.bars().show(InfoBars.About.DISK, error, sentence, choices);
    }
}
