// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.scripted;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.stillroom.nodes.contract.Spec;
import org.stillroom.nodes.contract.Specified;

/** A value that tells what it is. */
public final class ToldValue extends Value implements Specified {

    private final UnaryOperator<Optional<Spec>> told;

    public ToldValue(int characters) {
        this(said -> Optional.of(new Length(characters)));
    }

    /** @param told what it tells, of what was said beforehand */
    public ToldValue(UnaryOperator<Optional<Spec>> told) {
        super(1);
        this.told = told;
    }

    @Override
    public Optional<Spec> spec(Optional<Spec> said) {
        return told.apply(said);
    }
}
