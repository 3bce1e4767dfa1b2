// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

import org.stillroom.torch.formats.CheckpointException;

/** Loads a model that is not in memory. */
@FunctionalInterface
public interface Loader<M extends ResidentModel> {

    /**
     * Loads the model.
     *
     * @throws CheckpointException if its files cannot be used
     * @throws java.util.concurrent.CancellationException if the user cancelled
     */
    M load() throws CheckpointException;
}
