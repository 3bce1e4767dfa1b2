// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.stillroom.evaluation.measures.EvaluationException;

/**
 * An encoder that is compared.
 *
 * @param name in reports, unlike all others'
 * @param model folder with config.json and weights, or a single .safetensors file
 * @param learning how it was distilled, if that is known
 */
public record Contender(String name, Path model, Role role, Optional<Learning> learning) {

    /** How it came to be. */
    public enum Role {
        /** The encoder that the denoiser was trained with. */
        TEACHER("the family's own encoder"),
        /** A student of vision-based distillation. */
        STUDENT("vision-based distillation"),
        /** A student of naive embedding distillation. */
        NAIVE("naive embedding distillation");

        private final String label;

        Role(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** @return the word in reports that programs read: {@code teacher} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The encoder of a family. */
    public static Contender teacher(Path family) {
        return new Contender("teacher", family.resolve("text_encoder_2"), Role.TEACHER, Optional.empty());
    }

    /**
     * A student with the name of its folder. What it learned from is told by its config.json, or else by its name: one
     * that contains {@code naive} is of naive embedding distillation.
     *
     * @throws EvaluationException if its config.json tells how it was distilled, but not as distill writes it
     */
    public static Contender student(Path model) {
        String name = model.getFileName().toString();
        Optional<Learning> learning = Learning.read(model);
        boolean naive = learning.map(Learning::naive)
                .orElseGet(() -> name.toLowerCase(Locale.ROOT).contains("naive"));
        return new Contender(name, model, naive ? Role.NAIVE : Role.STUDENT, learning);
    }
}
