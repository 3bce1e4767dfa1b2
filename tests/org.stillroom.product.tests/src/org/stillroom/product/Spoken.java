// SPDX-License-Identifier: EPL-2.0
package org.stillroom.product;

import java.util.Set;

/**
 * What a program tells of one thing on its windows.
 *
 * @param place where to ask for it: the program's name on the bus and the thing's path there
 * @param role such as {@code list item}
 */
record Spoken(Place place, String role, String name, Set<State> states) {

    record Place(String program, String path) {}

    /** States that matter here, with their numbers in AT-SPI. */
    enum State {
        BUSY(3), DEFUNCT(6), FOCUSED(12), SELECTED(23), SHOWING(25), INVALID_ENTRY(36);

        private final int bit;

        State(int bit) {
            this.bit = bit;
        }

        boolean isIn(long states) {
            return (states >> bit & 1) != 0;
        }
    }

    boolean is(State state) {
        return states.contains(state);
    }
}
