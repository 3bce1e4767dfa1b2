// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a model is.
 *
 * @param kinds ids of what it can be asked for, and of what it is; parameters say which of them they accept; none where
 *        only what it is stored as is known
 * @param label for people, such as {@code T5-XXL encoder}
 * @param details of its numbers, for people, in this order: how they are stored, how many there are, how many bytes;
 *        such as {@code F16}, {@code 4.8 billion parameters}, {@code 9.5 GB}; an empty text for what is not known
 * @param problem why it cannot be used, as a sentence; empty if it can
 * @param notes what else is to be known of it, as sentences, such as that it has tensors that nobody reads
 */
public record ModelIdentity(Set<String> kinds, String label, List<String> details, String problem,
        List<String> notes) {

    public ModelIdentity {
        kinds = Set.copyOf(kinds);
        details = List.copyOf(details);
        notes = List.copyOf(notes);
    }

    /** @param summary what it is with all details, in a few words */
    public ModelIdentity(Set<String> kinds, String summary, String problem) {
        this(kinds, summary, List.of(), problem, List.of());
    }

    /** What it is with its details, such as {@code T5-XXL encoder, F16, 4.8 billion parameters, 9.5 GB}. */
    public String summary() {
        return Stream.concat(Stream.of(label), details.stream()).filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
