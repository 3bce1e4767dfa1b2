// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillroom.edit.Fixes.Fix;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Node;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.Parameter.Kind;
import org.stillroom.nodes.contract.ParameterCheck;

/** Fixes for a parameter whose value does not fit, or that its type does not have. */
final class ParameterFixes {

    /** Most digits of a number that is set right. */
    private static final int LONGEST = 300;

    private ParameterFixes() {}

    static List<Fix> of(Node node, NodeType type, String parameter) {
        JsonNode value = node.parameters().get(parameter);
        Optional<Parameter> known = type.parameter(parameter);
        List<Fix> fixes = new ArrayList<>();
        if (value == null) {
            return fixes;
        }
        if (known.isEmpty()) {
            fixes.add(Fix.of(Messages.of(Messages.fixRemoveParameter, Ids.shorten(parameter)),
                    NodeEdits.parameter(node.id(), parameter, null)));
        } else if (ParameterCheck.problem(known.get(), value).isPresent()) {
            nearest(known.get(), value).ifPresent(near -> fixes.add(Fix.of(label(known.get(), near),
                    NodeEdits.parameter(node.id(), parameter, near))));
            String reset = Ids.shorten(known.get().defaultValue().asText());
            fixes.add(Fix.of(Messages.of(Messages.fixReset, known.get().label(), reset.isEmpty() ? "\"\"" : reset),
                    NodeEdits.parameter(node.id(), parameter, null)));
        }
        return fixes;
    }

    private static String label(Parameter parameter, JsonNode near) {
        return parameter.kind() == Kind.TEXT
                ? Messages.of(Messages.fixCut, parameter.label(), near.textValue().codePointCount(0,
                        near.textValue().length()))
                : Messages.of(Messages.fixClamp, parameter.label(), near.asText());
    }

    /** The value that fits and is nearest to the given one; nothing where there is no telling. */
    private static Optional<JsonNode> nearest(Parameter parameter, JsonNode value) {
        Optional<JsonNode> near = switch (parameter.kind()) {
            case INTEGER, NUMBER -> number(value).map(number -> clamp(parameter, number));
            case TEXT -> cut(parameter, value);
            default -> Optional.empty();
        };
        return near.filter(fitting -> ParameterCheck.problem(parameter, fitting).isEmpty());
    }

    private static Optional<JsonNode> cut(Parameter parameter, JsonNode value) {
        if (!value.isTextual() || parameter.maximum().isEmpty()) {
            return Optional.empty();
        }
        String text = value.textValue();
        int length = parameter.maximum().get().intValue();
        return text.codePointCount(0, text.length()) <= length ? Optional.empty()
                : Optional.of(TextNode.valueOf(text.substring(0, text.offsetByCodePoints(0, length))));
    }

    /** A number that is one, or is written as a text; none of absurd size, with which it is not safe to calculate. */
    private static Optional<BigDecimal> number(JsonNode value) {
        String text = value.isNumber() || value.isTextual() ? value.asText().strip() : "";
        try {
            return text.length() > LONGEST ? Optional.empty() : Optional.of(new BigDecimal(text))
                    .filter(number -> Math.abs((long) number.precision() - number.scale()) <= LONGEST);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static JsonNode clamp(Parameter parameter, BigDecimal number) {
        BigDecimal near = number;
        BigDecimal step = parameter.multipleOf().orElse(parameter.kind() == Kind.INTEGER ? BigDecimal.ONE
                : BigDecimal.ZERO);
        if (parameter.minimum().isPresent()) {
            near = near.max(parameter.minimum().get());
        }
        if (parameter.maximum().isPresent()) {
            near = near.min(parameter.maximum().get());
        }
        if (step.signum() > 0) {
            near = near.divide(step, 0, RoundingMode.HALF_UP).multiply(step);
            if (parameter.minimum().isPresent() && near.compareTo(parameter.minimum().get()) < 0) {
                near = near.add(step);
            }
            if (parameter.maximum().isPresent() && near.compareTo(parameter.maximum().get()) > 0) {
                near = near.subtract(step);
            }
        }
        return parameter.kind() == Kind.INTEGER ? BigIntegerNode.valueOf(near.toBigInteger())
                : DecimalNode.valueOf(near);
    }
}
