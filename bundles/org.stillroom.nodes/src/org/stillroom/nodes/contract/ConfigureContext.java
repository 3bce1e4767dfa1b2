// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.List;
import java.util.Optional;

/**
 * What a node sees while it is configured.
 *
 * @noimplement Only the check of graphs implements it, and methods may be added.
 */
public interface ConfigureContext {

    Parameters parameters();

    /** Whether a wire leads to the input. */
    boolean wired(String input);

    /** What will arrive at the input; empty if it is not wired, not known, or of another class. */
    <S extends Spec> Optional<S> input(String input, Class<S> spec);

    void output(String output, Spec spec);

    /**
     * The nodes that an output is wired to, muted ones left out. What this node makes must not differ by them unless it
     * {@link #settle}s what it took from them, as the key of its result knows nothing else of them.
     */
    List<Reader> readers(String output);

    /** Says what a parameter comes to; {@link ExecuteContext#settled} gives it back. */
    void settle(String parameter, Settled settled);

    /**
     * Says that this node will not look at an input as things are: a run then executes nothing for the sake of what is
     * wired to it, loads no models and asks for none, and {@link ExecuteContext} has the input as if it were not wired.
     * Decided by what is known before anything runs, such as parameters and texts; a node that does not know enough
     * says nothing here, is given all its inputs, and chooses while it is executed.
     */
    void leaveOut(String input);

    ModelFolders models();

    /** @param at id of a parameter or port, or empty for the whole node */
    void error(String at, String message);

    /** The same, where a library has put it into words; what is missing counts as missing. */
    default void error(NodeException e) {
        error(e.at(), e.getMessage());
    }

    /** @param at id of a parameter or port, or empty for the whole node */
    void warning(String at, String message);
}
