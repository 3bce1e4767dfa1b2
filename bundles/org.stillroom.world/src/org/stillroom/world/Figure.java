// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.Locale;

/** The eight figures of the world. None is ever turned: a square on its corner would be a diamond. */
public enum Figure {
    CIRCLE, SQUARE, TRIANGLE, STAR, HEART, CROSS, DIAMOND, RING;

    /** @return the word for one, as captions say it: {@code circle} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return the word for several: {@code circles} */
    public String plural() {
        return this == CROSS ? "crosses" : word() + "s";
    }
}
