// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

import java.util.ArrayList;
import java.util.List;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.Weights;

/**
 * The weights of a model, cut into parts that are used one after another, such as its layers, and how long each stays
 * in memory: the same for every model. May be used by several threads at once.
 */
public interface Residence extends AutoCloseable {

    /** How long weights stay in memory; the names are those of the nodes' parameter {@code memory}. */
    enum Policy {

        /** Until memory is needed for others. */
        KEEP,
        /** While a node computes. */
        UNLOAD,
        /** A part at a time, while that part computes. */
        STREAM;

        /** @throws IllegalArgumentException if there is none of this name */
        public static Policy of(String name) {
            for (Policy policy : values()) {
                if (policy.name().equalsIgnoreCase(name)) {
                    return policy;
                }
            }
            throw new IllegalArgumentException("There is no residence \"" + name + "\".");
        }
    }

    /** What is computed with a part. */
    @FunctionalInterface
    interface Use<T> {
        T with(Weights weights) throws CheckpointException;
    }

    /** Where the parts come from. */
    interface Source {

        int parts();

        /** @param progress may stop it */
        Weights load(int part, Progress progress) throws CheckpointException;
    }

    /**
     * Computes something with a part; its weights are in memory at least as long.
     *
     * @param part from 0
     * @param progress asked before, and while a part is read
     * @throws CheckpointException if the weights cannot be read any more, or their file was changed
     */
    <T> T use(int part, Progress progress, Use<T> use) throws CheckpointException;

    /** Memory held between uses. */
    long bytes();

    @Override
    void close();

    /** Opens a model under a policy. */
    static Residence open(Policy policy, Source source, Progress progress) throws CheckpointException {
        if (policy == Policy.STREAM) {
            return new Streamed(source);
        }
        List<Weights> parts = new ArrayList<>();
        try {
            for (int i = 0; i < source.parts(); i++) {
                progress.checkCancelled();
                parts.add(source.load(i, progress));
            }
            return new Kept(List.copyOf(parts));
        } catch (CheckpointException | RuntimeException | Error e) {
            parts.forEach(Weights::close);
            throw e;
        }
    }

    /** Weights that are in memory already, all of them for every part; taken over. */
    static Residence of(Weights whole) {
        return new Whole(whole);
    }

    /** @param parts loaded weights */
    record Kept(List<Weights> parts) implements Residence {

        @Override
        public <T> T use(int part, Progress progress, Use<T> use) throws CheckpointException {
            progress.checkCancelled();
            // a mapped file that was replaced meanwhile must not be computed with
            parts.get(part).verifyUnchanged();
            return use.with(parts.get(part));
        }

        @Override
        public long bytes() {
            return parts.stream().mapToLong(Weights::bytes).sum();
        }

        @Override
        public void close() {
            parts.forEach(Weights::close);
            Torch.releaseUnused();
        }
    }

    /** @param weights of all parts */
    record Whole(Weights weights) implements Residence {

        @Override
        public <T> T use(int part, Progress progress, Use<T> use) throws CheckpointException {
            progress.checkCancelled();
            weights.verifyUnchanged();
            return use.with(weights);
        }

        @Override
        public long bytes() {
            return weights.bytes();
        }

        @Override
        public void close() {
            weights.close();
        }
    }
}
