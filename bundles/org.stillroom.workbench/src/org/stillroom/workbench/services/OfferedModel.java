// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

/**
 * A model in a list to choose from.
 *
 * @param name as graphs name it
 * @param summary what it is, in a few words; empty where nobody knows or has looked yet
 * @param problem why it cannot be used, as a sentence; empty if it can
 * @param fit whether it is of a kind that was asked for
 */
public record OfferedModel(String name, String summary, String problem, Fit fit) {

    /** Whether a model is of a kind that was asked for. */
    public enum Fit {
        YES, NO,
        /** It has not been looked at. */
        NOT_KNOWN_YET
    }
}
