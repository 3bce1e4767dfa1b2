// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.values;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stillroom.nodes.contract.Spec;
import org.stillroom.nodes.contract.Specified;

/**
 * LoRAs in the order in which they are applied. It is known before it exists, as it says only which files are meant.
 */
public record Loras(List<One> row) implements Spec, Specified {

    /**
     * A LoRA.
     *
     * @param name as the graph has it, for messages
     * @param strength by which what it adds to a denoiser is multiplied
     * @param textStrength the same for text encoders
     */
    public record One(Path file, String name, double strength, double textStrength) {}

    public Loras {
        row = List.copyOf(row);
    }

    /** These, and one more. */
    public Loras and(One next) {
        return new Loras(Stream.concat(row.stream(), Stream.of(next)).toList());
    }

    @Override
    public Optional<Spec> spec(Optional<Spec> said) {
        return Optional.of(this);
    }
}
