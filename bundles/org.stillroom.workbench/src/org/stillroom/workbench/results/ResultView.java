// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.results;

/** A view that shows what nodes made. In the user interface's thread. */
public interface ResultView {

    /**
     * Shows the newest that a node made, or what its last run made that is looked at together. Where there is none,
     * what is shown stays.
     *
     * @param graph name of the graph
     * @param node id of the node
     */
    void showNewest(String graph, String node);
}
