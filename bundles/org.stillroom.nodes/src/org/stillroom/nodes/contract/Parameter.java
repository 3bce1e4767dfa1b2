// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A parameter of a node type.
 *
 * @param id as written in graph files
 * @param label in the property sheet
 * @param kind what values it takes
 * @param defaultValue used where a graph does not say
 * @param minimum smallest number or, for texts, shortest length
 * @param maximum largest number or, for texts, greatest length
 * @param multipleOf numbers must be a multiple of it
 * @param accepts kinds of models that fit, for {@link Kind#MODEL}: ids of {@link ModelIdentity#kinds}; empty for all
 * @param choices ids and labels, for {@link Kind#CHOICE}
 * @param inline shown on the node itself
 * @param multiline a text of several lines
 * @param editorOnly tells an editor what to do, and does not count for what the node makes
 * @param description a sentence for tooltips and help
 */
public record Parameter(
        String id,
        String label,
        Kind kind,
        JsonNode defaultValue,
        Optional<BigDecimal> minimum,
        Optional<BigDecimal> maximum,
        Optional<BigDecimal> multipleOf,
        List<String> accepts,
        List<Choice> choices,
        boolean inline,
        boolean multiline,
        boolean editorOnly,
        String description) {

    public enum Kind {
        TEXT,
        /** A whole number of any size that fits 64 bits unsigned. */
        INTEGER,
        NUMBER,
        BOOLEAN,
        CHOICE,
        /** Name of a model relative to a model folder, with forward slashes; empty for none. */
        MODEL,
        /** A file of the user's: absolute, or relative to the graph file's folder; empty for none. */
        FILE
    }

    public record Choice(String id, String label) {}

    public Parameter {
        accepts = List.copyOf(accepts);
        choices = List.copyOf(choices);
    }
}
