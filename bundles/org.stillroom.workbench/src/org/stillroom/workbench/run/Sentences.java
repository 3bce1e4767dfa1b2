// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import org.eclipse.osgi.util.NLS;
import org.stillroom.engine.NodeFailure;

/** What is said about a run as a whole, in the editor and in lists. */
final class Sentences {

    private Sentences() {}

    /** Why it was refused or failed: the first reason, and how many more there are. */
    static String of(RunRecord run) {
        NodeFailure first = run.failures().getFirst();
        int more = run.failures().size() - 1;
        String start = run.state() == RunState.REFUSED ? Messages.Sentences_refused : Messages.Sentences_failed;
        String end = more == 0 ? "" : more == 1 ? Messages.Sentences_oneMore : NLS.bind(Messages.Sentences_more, more);
        return NLS.bind(start, first) + end;
    }
}
