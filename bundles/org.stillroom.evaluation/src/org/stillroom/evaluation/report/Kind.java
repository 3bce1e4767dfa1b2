// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.Locale;
import org.stillroom.world.Scene;

/** Kinds of scenes, as reports part them. */
public enum Kind {
    SINGLE("one thing"), COUNT("a count"), RELATION("two things"), SIGN("a sign");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    public static Kind of(Scene scene) {
        return switch (scene) {
            case Scene.Single single -> SINGLE;
            case Scene.Group group -> COUNT;
            case Scene.Pair pair -> RELATION;
            case Scene.Sign sign -> SIGN;
        };
    }

    /** @return the end of its key: {@code single} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }
}
