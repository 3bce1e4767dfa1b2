// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.nio.file.Path;

/** What the student is before its first step. */
public sealed interface StudentStart {

    /** What it is called where a student tells how it came to be: {@code teacher}, {@code random}, {@code existing}. */
    default String word() {
        return switch (this) {
            case Random random -> "random";
            case TeacherEmbeddings copied -> "teacher";
            case Existing existing -> "existing";
        };
    }

    /**
     * Random weights, spread as transformers spreads those of a new T5; the published script starts so.
     *
     * @param size of the student
     */
    record Random(StudentSize size) implements StudentStart {
    }

    /**
     * Random weights, save for two things. The word embeddings are the teacher's, by as many principal components as
     * the student has features, so that words that mean alike to the teacher are close from the first step on; and most
     * heads begin by looking at a token near by, so that the order of words counts from the first step on.
     *
     * @param size of the student, not wider than the teacher
     */
    record TeacherEmbeddings(StudentSize size) implements StudentStart {
    }

    /**
     * Weights that are there: a student, or a T5 encoder, which is given a random projection.
     *
     * @param model folder with config.json and weights, or a single .safetensors file
     */
    record Existing(Path model) implements StudentStart {
    }
}
