// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.util.List;
import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.osgi.util.NLS;
import org.stillroom.edit.Edit;
import org.stillroom.graph.Graph;
import org.stillroom.workbench.open.InfoBars;

/**
 * What an editor does when somebody else changes, moves or deletes its file. A reload is a step like any other, so that
 * it can be undone; nothing is reloaded over unsaved changes without being asked for.
 */
final class DiskChanges implements DiskWatch.Editor {

    private final GraphEditor editor;
    private final GraphStore store;

    DiskChanges(GraphEditor editor, GraphStore store) {
        this.editor = editor;
        this.store = store;
    }

    @Override
    public EditorFile file() {
        return store.file();
    }

    @Override
    public DiskFile disk() {
        return store.disk();
    }

    @Override
    public void changed(DiskFile.Content content) {
        if (editor.canvas().isEmpty()) {
            store.open();
        } else if (content.missing()) {
            deleted(content);
        } else if (content.graph().isEmpty()) {
            store.detach();
            editor.problems().checkFile();
            bar(true, content.failure().orElseThrow().getMessage(), List.of(
                    new InfoBars.Choice(Messages.BrokenPage_openAsText, store::openAsText)));
        } else if (!editor.modified() || content.graph().get().equals(editor.document().graph())) {
            reload(content);
        } else {
            bar(false, NLS.bind(Messages.GraphStore_changed, store.name()), List.of(
                    new InfoBars.Choice(Messages.GraphStore_reload, () -> reload(content)),
                    new InfoBars.Choice(Messages.GraphStore_keep, () -> store.disk().accept(content))));
        }
    }

    @Override
    public void moved(IFile to) {
        if (to.getLocation() != null) {
            store.follow(new EditorFile(Optional.of(to), to.getLocation().toPath()));
        }
    }

    private void deleted(DiskFile.Content content) {
        if (!editor.modified()) {
            editor.getSite().getPage().closeEditor(editor, false);
            return;
        }
        store.disk().accept(content);
        store.detach();
        bar(true, NLS.bind(Messages.GraphStore_deleted, store.name()), List.of());
    }

    private void reload(DiskFile.Content content) {
        Graph graph = content.graph().orElseThrow();
        store.disk().accept(content);
        editor.bars().hide(InfoBars.About.DISK);
        editor.context().execute(new Edit(Messages.GraphStore_reloadEdit,
                before -> graph.equals(before) ? before : graph));
        store.clean(graph);
    }

    private void bar(boolean error, String sentence, List<InfoBars.Choice> choices) {
        editor.bars().show(InfoBars.About.DISK, error, sentence, choices);
    }
}
