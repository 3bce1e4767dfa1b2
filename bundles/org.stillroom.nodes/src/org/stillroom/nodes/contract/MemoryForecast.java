// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.Optional;

/** A node that tells how much memory its model will take, before anything is loaded. */
public interface MemoryForecast extends NodeFunction {

    /**
     * Foretells the memory, after {@link #configure} has found no fault. May read headers of files, never weights.
     *
     * @param context as for {@link #configure}; nothing is reported to it
     * @param device of the run, such as {@code cpu} or {@code cuda:0}; need not be there
     * @return empty where too little is known, or nothing worth mentioning is loaded
     * @throws NodeException if the model cannot be read
     */
    Optional<ModelMemory> memory(ConfigureContext context, String device) throws NodeException;
}
