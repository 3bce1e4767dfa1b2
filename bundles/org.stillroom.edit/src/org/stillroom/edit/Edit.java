// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.function.UnaryOperator;
import org.stillroom.graph.Graph;

/**
 * One step that a person takes and can undo.
 *
 * @param label for the Undo menu, such as {@code Move 3 nodes}
 * @param change from the graph before to the graph after; gives back the same object where there is nothing to do
 */
public record Edit(String label, UnaryOperator<Graph> change) {

    /** This step and another as one. */
    public Edit then(Edit next) {
        return new Edit(label, graph -> next.change().apply(change.apply(graph)));
    }
}
