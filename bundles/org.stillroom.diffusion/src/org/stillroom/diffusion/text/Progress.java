// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

/** Is told how far an encoder is, several times a second; throws CancellationException to stop it. */
@FunctionalInterface
public interface Progress {

    Progress NONE = (done, total) -> {};

    /** @param done layers; @param total layers */
    void step(long done, long total);
}
