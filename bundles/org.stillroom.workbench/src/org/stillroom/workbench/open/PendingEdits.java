// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.open;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.stillroom.workbench.services.Guard;

/** What is being typed and is not yet a step of the graph: taken when typing pauses, or before a save, run or undo. */
public final class PendingEdits {

    private final Set<Runnable> pending = new LinkedHashSet<>();
    private final Runnable changed;

    /** @param changed called when there is something pending for the first time, and when there is nothing any more */
    public PendingEdits(Runnable changed) {
        this.changed = changed;
    }

    /** @param commit takes what was typed; the same object until it was taken */
    public void add(Runnable commit) {
        if (pending.add(commit) && pending.size() == 1) {
            changed.run();
        }
    }

    public void remove(Runnable commit) {
        if (pending.remove(commit) && pending.isEmpty()) {
            changed.run();
        }
    }

    public boolean isEmpty() {
        return pending.isEmpty();
    }

    /** Takes everything now. */
    public void flush() {
        for (Runnable commit : List.copyOf(pending)) {
            remove(commit);
            Guard.run("taking what was typed", commit);
        }
    }
}
