// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parameters of one node, complete: what the graph says, and the type's defaults for the rest. Values have been
 * checked against the type before a node sees them, except in {@link NodeFunction#configure}, where a value of the
 * wrong kind reads as the default.
 */
public final class Parameters {

    private final NodeType type;
    private final SortedMap<String, JsonNode> values;

    public Parameters(NodeType type, SortedMap<String, JsonNode> given) {
        this.type = type;
        this.values = new TreeMap<>();
        for (Parameter parameter : type.parameters()) {
            JsonNode value = given.get(parameter.id());
            boolean usable = value != null && ParameterCheck.problem(parameter, value).isEmpty();
            values.put(parameter.id(), usable ? value : parameter.defaultValue());
        }
    }

    public String text(String parameter) {
        return value(parameter).asText();
    }

    public int integer(String parameter) {
        return value(parameter).intValue();
    }

    /** A seed: all 64 bits, unsigned values folded into the sign as in C. */
    public long seed(String parameter) {
        BigInteger whole = value(parameter).bigIntegerValue();
        return whole.longValue();
    }

    public double number(String parameter) {
        return value(parameter).doubleValue();
    }

    public boolean flag(String parameter) {
        return value(parameter).booleanValue();
    }

    /** All values by parameter id, as JSON. */
    public SortedMap<String, JsonNode> all() {
        return new TreeMap<>(values);
    }

    private JsonNode value(String parameter) {
        JsonNode value = values.get(parameter);
        if (value == null) {
            throw new IllegalArgumentException("node type " + type.id() + " has no parameter " + parameter);
        }
        return value;
    }
}
