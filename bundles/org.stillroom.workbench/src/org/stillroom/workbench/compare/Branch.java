// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.List;
import org.stillroom.graph.Change;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphDiff;

/**
 * The way from an earlier graph to a version of it.
 *
 * @param names of the nodes at both ends
 */
record Branch(Graph ancestor, Graph version, List<Change> changes, NodeNames names) {

    /** Can take a second for graphs of thousands of nodes. */
    static Branch between(Graph ancestor, Graph version) {
        List<Change> changes = GraphDiff.between(ancestor, version);
        return new Branch(ancestor, version, changes, NodeNames.of(changes));
    }
}
