// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.ContributionProblem;
import org.stillroom.nodes.catalog.NodeCatalog;

/**
 * What every command works with.
 *
 * @param catalogSource makes the catalog of installed node types; asked at most once a command, and only by those that
 *        need it
 * @param version of the program, for {@code --version}
 */
public record Context(Shell shell, Supplier<NodeCatalog> catalogSource, Interrupts interrupts, String version) {

    /** The installed node types. What is wrong with contributions is told as warnings. */
    NodeCatalog catalog() {
        NodeCatalog catalog = catalogSource.get();
        for (ContributionProblem problem : catalog.problems()) {
            shell.err().println("warning: " + problem);
        }
        return catalog;
    }

    /** Throws when the user has pressed Ctrl-C. */
    Progress cancelCheck() {
        return () -> {
            if (interrupts.interrupted()) {
                throw new CancellationException("cancelled");
            }
        };
    }
}
