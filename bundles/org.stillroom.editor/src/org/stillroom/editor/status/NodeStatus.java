// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.status;

/**
 * What a node shows of the last run.
 *
 * @param state where it is
 * @param done steps done, of {@code total}; both 0 where the node tells none
 * @param seconds it ran, once it ended
 * @param bytes its result holds
 * @param message why it failed, or how it goes while it runs; may be empty
 */
public record NodeStatus(State state, long done, long total, double seconds, long bytes, String message) {

    public enum State { IDLE, WAITING, RUNNING, DONE, CACHED, FAILED, SKIPPED, CANCELLED }

    public static final NodeStatus IDLE = new NodeStatus(State.IDLE, 0, 0, 0, 0, "");
}
