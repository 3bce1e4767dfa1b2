// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

/**
 * A value that can be shown to people: beside the port that gives it and, where it is more than words, on its node.
 * Optional. A text shows itself.
 */
public interface Showable {

    /**
     * What is shown. Called once, when the node that made the value is done, on the thread that it ran on; it holds
     * nothing of the value that is closed with it.
     */
    Shown shown();
}
