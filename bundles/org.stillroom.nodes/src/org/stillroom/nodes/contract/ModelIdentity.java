// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.Set;

/**
 * What a model is.
 *
 * @param kinds ids of what it can be asked for, and of what it is; parameters say which of them they accept
 * @param summary for people, in a few words, such as {@code T5 encoder, F16, 4.8 billion parameters}
 * @param problem why it cannot be used, as a sentence; empty if it can
 */
public record ModelIdentity(Set<String> kinds, String summary, String problem) {

    public ModelIdentity {
        kinds = Set.copyOf(kinds);
    }
}
