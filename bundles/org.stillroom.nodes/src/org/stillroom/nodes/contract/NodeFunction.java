// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

/**
 * What a node does. A contribution implements this, has a public constructor without arguments, and keeps no state
 * between calls: one instance may be used by several runs at once. It must not use any user interface.
 */
public interface NodeFunction {

    /**
     * Says what will come out, from parameters and from what will come in, while the graph is being edited. May read
     * small files such as config.json, never weights. Problems are reported to the context, not thrown; an output
     * whose specification is not reported is unknown, and nodes behind it must accept that.
     *
     * <p>Called once more just before the node is executed if more is known by then of what comes in, from values
     * that are {@link Specified}. So this is the only place that checks whether inputs, parameters and models fit.
     */
    default void configure(ConfigureContext context) {}

    /**
     * Makes the outputs, from inputs that {@link #configure} has found no fault with. Long work calls
     * {@link ExecuteContext#checkCancelled} at least a few times a second where it can. A value put out
     * that is {@link AutoCloseable} is owned by the engine from then on; inputs stay owned by the engine and must not
     * be closed or kept.
     *
     * @throws MissingModelException if a model or file is not there
     * @throws NodeException for everything a user can mend, as a sentence
     */
    void execute(ExecuteContext context) throws Exception;
}
