// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.util.List;
import org.eclipse.osgi.util.NLS;
import org.stillroom.editor.conflicts.ConflictWalk;
import org.stillroom.graph.Conflict.Side;
import org.stillroom.workbench.open.InfoBars;
import org.stillroom.workbench.open.InfoBars.Choice;

/** Says above the canvas how much a merge left unsettled, and leads there. */
final class ConflictBar {

    private final InfoBars bars;
    private final ConflictWalk walk;

    private ConflictBar(InfoBars bars, ConflictWalk walk) {
        this.bars = bars;
        this.walk = walk;
    }

    static void install(InfoBars bars, ConflictWalk walk) {
        ConflictBar bar = new ConflictBar(bars, walk);
        walk.addListener(bar::update);
        bar.update();
    }

    private void update() {
        int count = walk.all().size();
        if (count == 0) {
            bars.hide(InfoBars.About.CONFLICTS);
        } else if (count == 1) {
            bars.show(InfoBars.About.CONFLICTS, true, Messages.ConflictBar_one, List.of(
                    stays(Messages.ConflictBar_show, walk::next),
                    stays(Messages.ConflictBar_mine, () -> walk.takeAll(Side.OURS)),
                    stays(Messages.ConflictBar_theirs, () -> walk.takeAll(Side.THEIRS))));
        } else {
            bars.show(InfoBars.About.CONFLICTS, true, NLS.bind(Messages.ConflictBar_many, count), List.of(
                    stays(Messages.ConflictBar_previous, walk::previous),
                    stays(Messages.ConflictBar_next, walk::next),
                    stays(Messages.ConflictBar_allMine, () -> walk.takeAll(Side.OURS)),
                    stays(Messages.ConflictBar_allTheirs, () -> walk.takeAll(Side.THEIRS))));
        }
    }

    private static Choice stays(String label, Runnable action) {
        return new Choice(label, action, true);
    }
}
