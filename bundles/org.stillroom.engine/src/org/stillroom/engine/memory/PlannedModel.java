// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine.memory;

import org.stillroom.nodes.contract.ModelMemory;
import org.stillroom.nodes.contract.Stay;

/**
 * A node with a model, in a plan.
 *
 * @param node its id
 * @param memory what it takes
 * @param stay what becomes of its weights
 * @param tiles whether it computes in tiles
 * @param others what is in memory of other models, and of a node that may compute at the same time, while it computes
 * @param peak of all together while it computes, with what is taken before any model is loaded
 */
public record PlannedModel(String node, ModelMemory memory, Stay stay, boolean tiles, long others, long peak) {

    /** What becomes of the weights, as a part of a sentence. */
    public String words() {
        return switch (stay) {
            case KEEP -> "its weights are kept";
            case UNLOAD -> "its weights are unloaded after use";
            case STREAM -> "its weights are streamed";
        } + (tiles ? ", and it computes in tiles" : "");
    }

    /** Whether the plan chose what becomes of the weights. */
    public boolean chosen() {
        return memory.stay().isEmpty();
    }
}
