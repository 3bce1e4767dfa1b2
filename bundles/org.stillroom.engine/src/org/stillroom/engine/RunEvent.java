// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.nio.file.Path;
import java.util.SortedMap;
import org.stillroom.engine.memory.MemoryPlan;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.nodes.contract.Shown;

/** Something that happened in a run. */
public sealed interface RunEvent {

    /** Where a node is in a run. All but {@link #WAITING} and {@link #RUNNING} are final. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        /** An earlier result was taken, or none was needed. */
        CACHED,
        /** The result was taken from disk, where an earlier program had left it; no model was loaded for it. */
        RECALLED,
        FAILED,
        /** Not run, because a node before it failed. */
        SKIPPED,
        CANCELLED;

        public boolean ended() {
            return this != WAITING && this != RUNNING;
        }
    }

    /**
     * A node's state changed.
     *
     * @param seconds that the node ran, once it ended; otherwise 0
     * @param bytes that its result holds; 0 where none is kept
     */
    record NodeState(String node, State state, double seconds, long bytes) implements RunEvent {}

    /**
     * A node got on: {@code done} of {@code total} steps.
     *
     * @param words on how it goes; may be empty
     */
    record Progress(String node, long done, long total, String words) implements RunEvent {}

    /**
     * What people are shown of a result that was made or taken; follows the state.
     *
     * @param shown by output; under the empty name what the node shows in their place
     */
    record Showed(String node, SortedMap<String, Shown> shown) implements RunEvent {}

    /**
     * Something to know of a node that goes on all the same.
     *
     * @param words a sentence
     */
    record Remark(String node, String words) implements RunEvent {}

    /** What becomes of the models of the run; once, before the first node is executed, if anything is known of them. */
    record Planned(MemoryPlan plan) implements RunEvent {}

    /** A node failed; its state follows, and {@link RunResult#failures} has this again. */
    record Failed(NodeFailure failure) implements RunEvent {}

    /** A look at what a node has not finished yet; only if {@link RunRequest#previewEvery} asks for it. */
    record Preview(String node, RgbImage picture) implements RunEvent {}

    /** A file was written, or was written by an earlier run and is still there unchanged. */
    record Wrote(String node, Path file) implements RunEvent {}

    /** Always the last event, and always sent. */
    record Finished(RunResult result) implements RunEvent {}
}
