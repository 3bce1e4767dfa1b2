// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.nio.file.Path;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.weights.Memory;
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
     * @param memory that they take once they are loaded
     */
    record Sound(String name, Path path, T5Config config, long parameters, long bytesOnDisk, Memory memory)
            implements ListedEncoder {

        /** One that takes the numbers that are computed with, whatever it is stored as. */
        public Sound(String name, Path path, T5Config config, long parameters, long bytesOnDisk) {
            this(name, path, config, parameters, bytesOnDisk, Memory.plain(parameters));
        }

        /** Memory that all weights take when they are computed with in a number format, in bytes. */
        public long bytesIn(DType dtype) {
            return memory.bytes(dtype);
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
