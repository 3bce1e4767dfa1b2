// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.Objects;

/**
 * What a run's plan gives to a node that {@linkplain MemoryForecast foretold} its memory.
 *
 * @param stay what becomes of its weights
 * @param tiles whether it is to compute in tiles, where it can
 * @param others most bytes that models which nobody uses may hold while it computes
 */
public record MemoryShare(Stay stay, boolean tiles, long others) {

    public MemoryShare {
        Objects.requireNonNull(stay, "stay");
    }
}
