// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

/** The right to use a model of a {@link ModelCache}, which stays in memory until the lease is closed. */
public interface Lease<M extends ResidentModel> extends AutoCloseable {

    /**
     * The model; it must not be closed by the borrower.
     *
     * @throws IllegalStateException if the lease is closed
     */
    M model();

    /** Gives the model back; further calls do nothing. */
    @Override
    void close();

    /** Gives the model back, and frees it as soon as nobody uses it rather than keeping it for the next use. */
    void discard();
}
