// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Spinner;
import org.stillroom.nodes.contract.Parameter;

/** A number with a range that a spinner can hold. */
final class SpinnerField implements ParameterField {

    private static final int LEAST_DECIMALS = 2;
    private static final int MOST_DECIMALS = 5;

    private final Parameter parameter;
    private final Spinner spinner;
    private boolean showing;

    SpinnerField(Composite parent, Parameter parameter, Listener listener) {
        this.parameter = parameter;
        spinner = new Spinner(parent, SWT.BORDER);
        setUp(digits(parameter));
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).hint(110, SWT.DEFAULT).applyTo(spinner);
        spinner.addListener(SWT.Modify, event -> {
            if (!showing) {
                listener.typed();
            }
        });
        spinner.addListener(SWT.FocusOut, event -> listener.chosen());
        spinner.addListener(SWT.DefaultSelection, event -> listener.chosen());
        // scrolling the sheet must not change what the pointer happens to pass
        spinner.addListener(SWT.MouseVerticalWheel, event -> event.doit = spinner.isFocusControl());
    }

    /** Whether a spinner, which counts with 32 bits, can hold every value of the parameter. */
    static boolean fits(Parameter parameter) {
        return parameter.minimum().isPresent() && parameter.maximum().isPresent()
                && fits(parameter.minimum().get(), digits(parameter))
                && fits(parameter.maximum().get(), digits(parameter));
    }

    @Override
    public Spinner control() {
        return spinner;
    }

    @Override
    public void show(Optional<JsonNode> value) {
        showing = true;
        try {
            BigDecimal number = value.filter(JsonNode::isNumber).map(JsonNode::decimalValue)
                    .orElse(parameter.minimum().orElseThrow());
            int wanted = Math.min(MOST_DECIMALS, number.stripTrailingZeros().scale());
            if (wanted > spinner.getDigits() && fits(parameter.maximum().orElseThrow(), wanted)) {
                setUp(wanted);
            }
            if (fits(number, spinner.getDigits())) {
                spinner.setSelection(scaled(number, spinner.getDigits()));
            }
            spinner.setToolTipText(value.isPresent() ? parameter.description() : Messages.severalValues);
        } finally {
            showing = false;
        }
    }

    @Override
    public Optional<JsonNode> value() {
        // what is typed, which the spinner pulls into its range only later; decimals in the system's way
        Optional<JsonNode> typed = ParameterText.parse(parameter, spinner.getText().replace(',', '.'));
        return typed.isPresent() || spinner.isFocusControl() ? typed
                : ParameterText.parse(parameter, BigDecimal.valueOf(spinner.getSelection(), spinner.getDigits())
                        .toPlainString());
    }

    private void setUp(int digits) {
        int step = parameter.multipleOf().map(multiple -> scaled(multiple, digits))
                .orElse(digits == 0 ? 1 : scaled(BigDecimal.valueOf(1, 1), digits));
        int minimum = scaled(parameter.minimum().orElseThrow(), digits);
        spinner.setValues(minimum, minimum, scaled(parameter.maximum().orElseThrow(), digits), digits,
                Math.max(1, step), Math.max(1, step * 10));
    }

    private static int digits(Parameter parameter) {
        return parameter.kind() == Parameter.Kind.INTEGER ? 0 : LEAST_DECIMALS;
    }

    private static boolean fits(BigDecimal number, int digits) {
        return number.abs().movePointRight(digits).compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) < 0;
    }

    private static int scaled(BigDecimal number, int digits) {
        return number.movePointRight(digits).intValue();
    }
}
