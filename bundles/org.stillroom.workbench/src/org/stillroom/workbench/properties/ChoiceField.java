// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.stillroom.nodes.contract.Parameter;

/** One of a few values. */
final class ChoiceField implements ParameterField {

    private final List<Parameter.Choice> choices;
    private final Combo combo;

    ChoiceField(Composite parent, Parameter parameter, Listener listener) {
        choices = parameter.choices();
        combo = new Combo(parent, SWT.READ_ONLY | SWT.DROP_DOWN);
        combo.setItems(choices.stream().map(Parameter.Choice::label).toArray(String[]::new));
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(combo);
        combo.addListener(SWT.Selection, event -> listener.chosen());
    }

    @Override
    public Combo control() {
        return combo;
    }

    @Override
    public void show(Optional<JsonNode> value) {
        String id = value.map(JsonNode::asText).orElse(null);
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).id().equals(id)) {
                combo.select(i);
                return;
            }
        }
        combo.deselectAll();
    }

    @Override
    public Optional<JsonNode> value() {
        int index = combo.getSelectionIndex();
        return index < 0 ? Optional.empty() : Optional.of(TextNode.valueOf(choices.get(index).id()));
    }
}
