// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

/** Something that holds weights in memory and can be kept for the next use. */
public interface ResidentModel extends AutoCloseable {

    /** Bytes that closing it sets free. */
    long bytes();

    @Override
    void close();
}
