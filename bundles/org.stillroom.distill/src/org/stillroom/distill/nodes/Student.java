// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import java.util.Optional;
import org.stillroom.distill.vision.StudentStart;
import org.stillroom.nodes.contract.Spec;
import org.stillroom.nodes.contract.Specified;

/**
 * A student that has not learned yet.
 *
 * @param start what it begins with
 */
public record Student(StudentStart start) implements Specified {

    @Override
    public Optional<Spec> spec(Optional<Spec> said) {
        return Optional.of(new Info(start));
    }

    /** @param start what it begins with */
    public record Info(StudentStart start) implements Spec {
    }
}
