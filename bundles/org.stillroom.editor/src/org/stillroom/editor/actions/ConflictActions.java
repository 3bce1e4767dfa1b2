// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import org.stillroom.editor.conflicts.ConflictWalk;
import org.stillroom.graph.Conflict.Side;

/** Settles what a merge left open. */
final class ConflictActions {

    private ConflictActions() {}

    static ConflictWalk addTo(ActionTable actions) {
        ConflictWalk walk = new ConflictWalk(actions.canvas());
        actions.addEdit(CanvasCommand.NEXT_CONFLICT, () -> !walk.all().isEmpty(), walk::next);
        actions.addEdit(CanvasCommand.PREVIOUS_CONFLICT, () -> !walk.all().isEmpty(), walk::previous);
        actions.addEdit(CanvasCommand.TAKE_MINE, () -> walk.current().isPresent(), () -> walk.take(Side.OURS));
        actions.addEdit(CanvasCommand.TAKE_THEIRS, () -> walk.current().isPresent(), () -> walk.take(Side.THEIRS));
        actions.addEdit(CanvasCommand.TAKE_BEFORE, () -> walk.current().isPresent(), () -> walk.take(Side.BASE));
        actions.addEdit(CanvasCommand.KEEP_AS_IS, () -> walk.current().isPresent(), walk::keep);
        walk.addListener(actions::refresh);
        return walk;
    }
}
