// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.Locale;

/** How a figure is filled. Captions say nothing of a plain one. */
public enum Texture {
    PLAIN, STRIPED, DOTTED;

    /** @return the word that captions use, {@code striped}; captions leave out {@code plain} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
