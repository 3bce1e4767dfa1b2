// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.nio.file.Path;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.torch.formats.DType;

/** What a look into the model folders found that is, or was meant to be, a T5 encoder. */
public sealed interface ListedEncoder {

    /** As a graph names it: relative to a model folder, with forward slashes. */
    String name();

    /**
     * A T5 encoder whose files agree.
     *
     * @param path its file or folder
     * @param config sizes; the embedding width includes DistillT5's projection
     * @param parameters numbers in the tensors that the encoder computes with
     * @param bytesOnDisk of these tensors, as stored
     * @param plain numbers among them that become those that are computed with
     * @param packed bytes of the others, which stay as they are stored
     */
    record Sound(String name, Path path, T5Config config, long parameters, long bytesOnDisk, long plain, long packed)
            implements ListedEncoder {

        /** One that is stored plainly. */
        public Sound(String name, Path path, T5Config config, long parameters, long bytesOnDisk) {
            this(name, path, config, parameters, bytesOnDisk, parameters, 0);
        }

        /** Memory that all weights take when they are computed with in a number format, in bytes. */
        public long bytesIn(DType dtype) {
            return plain * dtype.size() + packed;
        }

        /** Features of a token that it gives a denoiser. */
        public int width() {
            return config.embeddingWidth();
        }

        /** Whether a projection after the encoder makes its width another one, as in DistillT5's students. */
        public boolean projected() {
            return config.projection().isPresent();
        }
    }

    /** @param reason why it cannot be used, as a sentence */
    record Broken(String name, String reason) implements ListedEncoder {}
}
