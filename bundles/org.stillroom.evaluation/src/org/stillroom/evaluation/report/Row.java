// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.List;
import java.util.Optional;

/**
 * What was found of one encoder, or of real pictures in place of drawn ones.
 *
 * @param name of the encoder
 * @param contender empty for real pictures
 * @param outcomes picture by picture, in the same order for all
 */
public record Row(String name, Optional<Contender> contender, Measures measures, List<Outcome> outcomes) {

    /** The name of the row of real pictures. */
    public static final String REAL = "real pictures";

    public Row {
        outcomes = List.copyOf(outcomes);
    }

    boolean is(Contender.Role role) {
        return contender.filter(each -> each.role() == role).isPresent();
    }

    Optional<Measured> get(String key) {
        return measures.get(key);
    }

    /** The value, or NaN if it was not measured. */
    double value(String key) {
        return get(key).map(Measured::value).orElse(Double.NaN);
    }
}
