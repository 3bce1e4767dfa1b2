// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.eclipse.jface.fieldassist.ControlDecoration;
import org.eclipse.jface.fieldassist.FieldDecorationRegistry;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.ParameterCheck;
import org.stillroom.workbench.open.OpenGraph;

/** One parameter in the sheet: its label, its field with what is wrong about it, and the way back to its default. */
final class ParameterRow implements ParameterField.Listener {

    /** Where values come from and go to. */
    interface Values {

        /** The value that all selected nodes have; empty where they differ. */
        Optional<JsonNode> value(Parameter parameter);

        /** Whether any selected node says something of its own. */
        boolean given(Parameter parameter);

        /** @param value null for the default */
        void set(Parameter parameter, JsonNode value);

        OpenGraph editor();
    }

    private final Parameter parameter;
    private final Values values;
    private final ParameterField field;
    private final ControlDecoration decoration;
    private final Button reset;
    private final TypingPause pause = new TypingPause(this::take);

    /** @param grown called when a control needs another height */
    ParameterRow(Composite parent, Parameter parameter, Values values, PathField.Names names, Runnable grown) {
        this.parameter = parameter;
        this.values = values;
        Label label = new Label(parent, SWT.NONE);
        label.setBackground(parent.getBackground());
        label.setText(NLS.bind(Messages.label, parameter.label()));
        label.setToolTipText(parameter.description());
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, parameter.multiline() ? SWT.BEGINNING : SWT.CENTER)
                .applyTo(label);
        field = field(parent, names, grown);
        GridDataFactory.createFrom((GridData) outer(parent).getLayoutData())
                .indent(10, 0).applyTo(outer(parent));
        field.control().setToolTipText(parameter.description());
        name(field.control(), parameter.label());
        decoration = new ControlDecoration(field.control(), SWT.LEFT | SWT.CENTER);
        reset = new Button(parent, SWT.PUSH);
        reset.setText(Messages.reset);
        reset.setToolTipText(NLS.bind(Messages.resetTip, shownDefault()));
        name(reset, NLS.bind(Messages.resetName, parameter.label()));
        reset.addListener(SWT.Selection, event -> {
            pause.cancel();
            values.set(parameter, null);
        });
    }

    /** Shows what the graph says, unless something is being typed. */
    void update() {
        if (!pause.pending()) {
            Optional<JsonNode> value = values.value(parameter);
            Optional<JsonNode> shown = field.value();
            if (value.isEmpty() || shown.isEmpty() || !ParameterText.same(value.get(), shown.get())) {
                field.show(value);
            }
            value.ifPresentOrElse(this::decorate, decoration::hide);
        }
        reset.setEnabled(values.given(parameter));
    }

    /** Takes what is being typed, now. */
    void commit() {
        pause.flush();
    }

    @Override
    public void typed() {
        pause.typed(values.editor());
        field.value().ifPresentOrElse(this::decorate, () -> error(Messages.noNumber));
    }

    @Override
    public void chosen() {
        if (pause.pending()) {
            pause.flush();
        } else if (!(field instanceof TextField || field instanceof SpinnerField || field instanceof PathField)) {
            take();
        }
    }

    private void take() {
        field.value().ifPresent(value -> {
            Optional<JsonNode> before = values.value(parameter);
            if (before.isEmpty() || !ParameterText.same(before.get(), value)) {
                values.set(parameter, ParameterText.same(value, parameter.defaultValue()) ? null : value);
            }
        });
    }

    private void decorate(JsonNode value) {
        ParameterCheck.problem(parameter, value).ifPresentOrElse(this::error, decoration::hide);
    }

    private void error(String sentence) {
        decoration.setImage(FieldDecorationRegistry.getDefault()
                .getFieldDecoration(FieldDecorationRegistry.DEC_ERROR).getImage());
        decoration.setDescriptionText(NLS.bind(Messages.problem, parameter.label(), sentence));
        decoration.show();
    }

    private ParameterField field(Composite parent, PathField.Names names, Runnable grown) {
        return switch (parameter.kind()) {
            case TEXT -> new TextField(parent, parameter, this, grown);
            case INTEGER, NUMBER -> SpinnerField.fits(parameter) ? new SpinnerField(parent, parameter, this)
                    : new TextField(parent, parameter, this, grown);
            case BOOLEAN -> new CheckField(parent, this);
            case CHOICE -> new ChoiceField(parent, parameter, this);
            case MODEL, FILE -> new PathField(parent, parameter, names, this);
        };
    }

    /** The field's control that stands in the row itself. */
    private Control outer(Composite parent) {
        Control control = field.control();
        while (control.getParent() != parent) {
            control = control.getParent();
        }
        if (control.getLayoutData() == null) {
            GridDataFactory.fillDefaults().applyTo(control);
        }
        return control;
    }

    private String shownDefault() {
        String text = ParameterText.text(parameter.defaultValue());
        return text.isEmpty() ? Messages.resetEmpty : text;
    }

    private static void name(Control control, String name) {
        control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = name;
            }
        });
    }
}
