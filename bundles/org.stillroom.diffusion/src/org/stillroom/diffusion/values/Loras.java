// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.values;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stillroom.nodes.contract.Showable;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.nodes.contract.Spec;
import org.stillroom.nodes.contract.Specified;

/**
 * LoRAs in the order in which they are applied. It is known before it exists, as it says only which files are meant.
 */
public record Loras(List<One> row) implements Spec, Specified, Showable {

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
    public Shown shown() {
        return new Shown.Words(row.stream().map(Loras::words).collect(Collectors.joining(", ")));
    }

    /** Both strengths where they are not the same. */
    private static String words(One lora) {
        return lora.name() + " at " + number(lora.strength())
                + (lora.strength() == lora.textStrength() ? "" : " (texts at " + number(lora.textStrength()) + ")");
    }

    /** Without zeros at its end. */
    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    @Override
    public Optional<Spec> spec(Optional<Spec> said) {
        return Optional.of(this);
    }
}
