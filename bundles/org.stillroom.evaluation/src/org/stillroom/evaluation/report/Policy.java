// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.Locale;

/** How an encoder's weights are held, as the T5 Encoder node's parameter memory has it. */
public enum Policy {
    /** In memory from one prompt to the next. */
    KEPT,
    /** Loaded for each prompt, and freed after it. */
    UNLOADED,
    /** Layer by layer, each in memory only while it is computed. */
    STREAMED;

    /** @return the end of its key: {@code kept} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
