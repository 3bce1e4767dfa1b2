// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

/** One difference between two graphs; its text is a plain line for people. */
public sealed interface Change permits LogicChange, LayoutChange {

    /** Whether only the drawing changed: nothing that a run could notice. */
    boolean isMovement();
}
