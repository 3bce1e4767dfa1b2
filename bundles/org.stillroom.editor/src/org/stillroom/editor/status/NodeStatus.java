// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.status;

/**
 * What a node shows of the last run.
 *
 * @param state where it is
 * @param done steps done, of {@code total}; both 0 where the node tells none
 * @param seconds it ran, once it ended
 * @param bytes its result holds
 * @param message why it failed, how it goes while it runs, or what to know of it; may be empty
 */
public record NodeStatus(State state, long done, long total, double seconds, long bytes, String message) {

    /** {@code CACHED} is a result that was still there; {@code RECALLED} one that was taken from disk. */
    public enum State {
        IDLE, WAITING, RUNNING, DONE, CACHED, RECALLED, FAILED, SKIPPED, CANCELLED;

        /** Whether the node has a result. */
        public boolean good() {
            return this == DONE || this == CACHED || this == RECALLED;
        }
    }

    public static final NodeStatus IDLE = new NodeStatus(State.IDLE, 0, 0, 0, 0, "");
}
