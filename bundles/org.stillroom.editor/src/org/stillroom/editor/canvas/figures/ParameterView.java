// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.Optional;
import org.stillroom.nodes.contract.Parameter;

/**
 * A parameter as its node shows it.
 *
 * @param value as text; for a choice its label
 * @param problem what is wrong with the value, or empty
 * @param hint shown in place of an empty value; empty where there is nothing to say
 * @param other value of the other side, where a merge left it unsettled
 */
public record ParameterView(Parameter parameter, String value, String problem, String hint,
        Optional<String> other) {

    boolean multiline() {
        return parameter.multiline() && parameter.kind() == Parameter.Kind.TEXT;
    }

    boolean number() {
        return parameter.kind() == Parameter.Kind.INTEGER || parameter.kind() == Parameter.Kind.NUMBER;
    }

    boolean file() {
        return parameter.kind() == Parameter.Kind.MODEL || parameter.kind() == Parameter.Kind.FILE;
    }
}
