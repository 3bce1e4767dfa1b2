// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.stillroom.edit.Edit;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.workbench.open.InfoBars;
import org.stillroom.workbench.services.Guard;

/** Offers the unsaved changes that a killed session left. Restoring them never touches the file. */
final class Recovery {

    private final GraphScreen screen;
    private final GraphStore store;

    Recovery(GraphScreen screen, GraphStore store) {
        this.screen = screen;
        this.store = store;
    }

    /** Offers the copy that a killed session left, if it differs from what was opened. */
    void offer(Graph opened) {
        Autosave autosave = store.autosave();
        Optional<AutosaveStore.Kept> kept = autosave.recovered();
        if (kept.isEmpty()) {
            return;
        }
        if (GraphFile.text(kept.get().graph()).equals(GraphFile.text(opened))) {
            autosave.settle();
            return;
        }
        String sentence = NLS.bind(Messages.GraphStore_recovered, store.name(), time(kept.get()));
        screen.bars().show(InfoBars.About.RECOVERY, false, sentence, List.of(
                new InfoBars.Choice(Messages.GraphStore_restore, () -> {
                    screen.graph().execute(new Edit(Messages.GraphStore_restoreEdit, graph -> kept.get().graph()));
                    settle();
                }),
                new InfoBars.Choice(Messages.GraphStore_discard, autosave::settle)));
    }

    /** Shows the copy in place of a broken file, which stays as it is until the copy is saved over it. */
    void restoreInstead(Graph kept) {
        store.showInstead(kept);
        settle();
    }

    /** The restored graph is kept as an unsaved one before its copy is dropped. */
    private void settle() {
        try {
            store.autosave().keepNow();
            store.autosave().settle();
        } catch (IOException e) {
            Guard.log("keeping a copy of " + store.name(), e);
        }
    }

    private static String time(AutosaveStore.Kept kept) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).format(kept.written()
                .atZone(ZoneId.systemDefault()));
    }
}
