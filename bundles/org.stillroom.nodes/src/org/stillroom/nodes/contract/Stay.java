// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

/** How long the weights of a node's model stay in memory. */
public enum Stay {

    /** Until memory is needed for others. */
    KEEP,
    /** While the node computes. */
    UNLOAD,
    /** A part at a time, such as a layer, while that part computes. */
    STREAM
}
