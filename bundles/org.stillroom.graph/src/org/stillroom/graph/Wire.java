// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

/** A wire from an output port to an input port. */
public record Wire(PortRef from, PortRef to) {

    @Override
    public String toString() {
        return from + " -> " + to;
    }
}
