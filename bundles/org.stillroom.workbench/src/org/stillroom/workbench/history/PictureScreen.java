// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.history;

/** What shows the pictures of the history, such as the Pictures view. In the user interface's thread. */
public interface PictureScreen {

    /**
     * Shows the newest picture that a node made, or those of its last run that are looked at together. Where there is
     * none, what is shown stays.
     *
     * @param graph name of the graph
     * @param node id of the node
     */
    void showNewest(String graph, String node);
}
