// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a parameter comes to that its node's user left open, or that means more than it says: a model that was found, a
 * length that follows from what reads it. Users see it, and the key of the node's result holds it.
 *
 * @param value for people, in a few words; of a model, its name
 * @param model the file or folder that stands for a model parameter; need not lie in a model folder
 */
public record Settled(String value, Optional<Path> model) {

    public Settled {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(model, "model");
    }

    public static Settled value(String value) {
        return new Settled(value, Optional.empty());
    }

    public static Settled model(String name, Path model) {
        return new Settled(name, Optional.of(model));
    }
}
