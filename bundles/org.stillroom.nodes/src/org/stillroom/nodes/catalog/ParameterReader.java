// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.ParameterCheck;

/** Reads a parameter element of a contribution. */
final class ParameterReader {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ParameterReader() {}

    /** @throws ContributionException if the element is wrong, or its default does not fit it */
    static Parameter read(ContributionElement element) {
        String id = Attributes.id(element, "id");
        Parameter.Kind kind = Attributes.constant(element, "kind", Parameter.Kind.class);
        List<Parameter.Choice> choices = element.children("choice").stream().map(ParameterReader::choice).toList();
        if (kind == Parameter.Kind.CHOICE && choices.isEmpty()) {
            throw new ContributionException("parameter " + id + " is a choice without choices");
        }
        Optional<BigDecimal> minimum = Attributes.number(element, "minimum");
        Optional<BigDecimal> maximum = Attributes.number(element, "maximum");
        if (minimum.isPresent() && maximum.isPresent() && minimum.get().compareTo(maximum.get()) > 0) {
            throw new ContributionException("parameter " + id + " has a minimum above its maximum");
        }
        Parameter parameter = new Parameter(id, Attributes.optional(element, "label", id), kind,
                defaultValue(element, kind), minimum, maximum, Attributes.number(element, "multipleOf"),
                accepts(element, kind), choices, Attributes.flag(element, "inline"),
                Attributes.flag(element, "multiline"), Attributes.flag(element, "editorOnly"),
                Attributes.description(element));
        ParameterCheck.problem(parameter, parameter.defaultValue()).ifPresent(problem -> {
            throw new ContributionException("the default of parameter " + id + " does not fit: " + problem);
        });
        return parameter;
    }

    private static List<String> accepts(ContributionElement element, Parameter.Kind kind) {
        List<String> accepts = Attributes.words(element, "accepts");
        if (kind != Parameter.Kind.MODEL && !accepts.isEmpty()) {
            throw new ContributionException("parameter " + Attributes.id(element, "id")
                    + " accepts kinds of models, but is not of kind model");
        }
        return accepts;
    }

    private static Parameter.Choice choice(ContributionElement element) {
        String id = Attributes.required(element, "id");
        return new Parameter.Choice(id, Attributes.optional(element, "label", id));
    }

    private static JsonNode defaultValue(ContributionElement element, Parameter.Kind kind) {
        return switch (kind) {
            case TEXT, MODEL, FILE -> JSON.textNode(Attributes.optional(element, "default", ""));
            case CHOICE -> JSON.textNode(Attributes.required(element, "default"));
            case BOOLEAN -> JSON.booleanNode(Attributes.flag(element, "default"));
            case INTEGER -> whole(element);
            case NUMBER -> JSON.numberNode(requiredNumber(element));
        };
    }

    private static BigDecimal requiredNumber(ContributionElement element) {
        Attributes.required(element, "default");
        return Attributes.number(element, "default").orElseThrow();
    }

    /** In the smallest node that holds it, as a reader of JSON makes it. */
    private static JsonNode whole(ContributionElement element) {
        BigDecimal number = requiredNumber(element);
        if (Math.abs((long) number.scale()) > 100 || number.stripTrailingZeros().scale() > 0) {
            return JSON.numberNode(number);
        }
        int bits = number.toBigInteger().bitLength();
        if (bits < Integer.SIZE) {
            return JSON.numberNode(number.intValue());
        }
        return bits < Long.SIZE ? JSON.numberNode(number.longValue()) : JSON.numberNode(number.toBigInteger());
    }
}
