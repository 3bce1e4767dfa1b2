// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph.work;

import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;

/**
 * Looks on while something works: hears how far it is, and may stop it. A lambda stands for one that hears nothing and
 * only stops.
 */
@FunctionalInterface
public interface Progress {

    /** Hears nothing and never stops. */
    Progress NONE = () -> { };

    /** One that listens, and stops the work by what it throws. */
    static Progress of(BiConsumer<Long, Long> told) {
        return new Progress() {
            @Override
            public void checkCancelled() {
                // it throws when it is told
            }

            @Override
            public void progress(long done, long total) {
                told.accept(done, total);
            }
        };
    }

    /**
     * Called often, between small parts of the work.
     *
     * @throws CancellationException to stop it
     */
    void checkCancelled();

    /**
     * Called between steps that can be counted, such as layers, several times a second; may stop the work, too.
     *
     * @param total 0 while it is not known
     */
    default void progress(long done, long total) {
        checkCancelled();
    }
}
