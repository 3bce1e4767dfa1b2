// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import org.stillroom.editor.canvas.parts.ParameterTexts;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.ParameterCheck;

/** Numbers that grow and shrink by steps. */
final class ParameterSteps {

    private static final BigDecimal LARGEST = new BigDecimal(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));

    private ParameterSteps() {}

    /**
     * The value some steps further, within the parameter's range.
     *
     * @return empty where the value is no number or no value is fit
     */
    static Optional<JsonNode> step(Parameter parameter, JsonNode value, int steps) {
        if (!value.isNumber() || ParameterCheck.problem(parameter, value).isPresent() && steps == 0) {
            return Optional.empty();
        }
        BigDecimal step = size(parameter);
        BigDecimal next = value.decimalValue().add(step.multiply(BigDecimal.valueOf(steps)));
        if (parameter.multipleOf().isPresent()) {
            next = next.divide(step, 0, RoundingMode.HALF_UP).multiply(step);
        }
        BigDecimal low = parameter.minimum().orElse(next);
        BigDecimal high = parameter.maximum().orElse(parameter.kind() == Parameter.Kind.INTEGER ? LARGEST : next);
        JsonNode found = ParameterTexts.value(parameter, next.max(low).min(high).stripTrailingZeros().toPlainString());
        return Optional.of(found).filter(fit -> ParameterCheck.problem(parameter, fit).isEmpty());
    }

    private static BigDecimal size(Parameter parameter) {
        return parameter.multipleOf().filter(step -> step.signum() > 0)
                .orElse(parameter.kind() == Parameter.Kind.INTEGER ? BigDecimal.ONE : new BigDecimal("0.1"));
    }
}
