// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a node's model will take, foretold from headers of files, parameters and what comes in. All sizes are in bytes,
 * of the memory that the run's device computes in.
 *
 * @param model as people call it
 * @param key of the weights in memory: nodes with the same one share them
 * @param stay what the user chose; empty where the plan is to choose
 * @param weights all of them, in memory
 * @param mapped how many of these are pages of files, which the system takes back when it needs them
 * @param streamed most of them that are in memory at a time where they are streamed
 * @param reads how often a run goes through all weights, such as once a step
 * @param work most that is in memory beside the weights while the node computes
 * @param tiled the same where the node computes in tiles; empty if it does not, or is told to do so or not to
 * @param savings what would take less, the best first
 */
public record ModelMemory(String model, String key, Optional<Stay> stay, long weights, long mapped, long streamed,
        int reads, long work, Optional<Long> tiled, List<Saving> savings) {

    /**
     * Something else that would take less memory.
     *
     * @param what as a part of a sentence, such as {@code a student instead of T5-XXL}
     * @param memory in its place, without savings of its own
     */
    public record Saving(String what, ModelMemory memory) {

        public Saving {
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(memory, "memory");
        }
    }

    public ModelMemory {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(stay, "stay");
        Objects.requireNonNull(tiled, "tiled");
        savings = List.copyOf(savings);
        if (weights < 0 || mapped < 0 || streamed < 0 || reads < 1 || work < 0 || tiled.orElse(0L) < 0) {
            throw new IllegalArgumentException("Sizes must not be negative, and weights are read once at least.");
        }
    }

    /** Most that is in memory for the node alone while it computes. */
    public long peak(Stay how, boolean tiles) {
        return (how == Stay.STREAM ? streamed : weights) + (tiles ? tiled.orElse(work) : work);
    }

    /** The same where the node can compute in tiles. */
    public ModelMemory tiled(long bytes) {
        return new ModelMemory(model, key, stay, weights, mapped, streamed, reads, work, Optional.of(bytes), savings);
    }

    /** The same with another choice of how long the weights stay. */
    public ModelMemory with(Optional<Stay> other) {
        return new ModelMemory(model, key, other, weights, mapped, streamed, reads, work, tiled, savings);
    }
}
