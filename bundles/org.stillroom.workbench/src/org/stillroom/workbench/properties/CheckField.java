// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** Yes or no; grey where the selected nodes differ. */
final class CheckField implements ParameterField {

    private final Button check;

    CheckField(Composite parent, Listener listener) {
        check = new Button(parent, SWT.CHECK);
        check.addListener(SWT.Selection, event -> {
            check.setGrayed(false);
            listener.chosen();
        });
    }

    @Override
    public Button control() {
        return check;
    }

    @Override
    public void show(Optional<JsonNode> value) {
        check.setGrayed(value.isEmpty());
        check.setSelection(value.isEmpty() || value.get().asBoolean());
    }

    @Override
    public Optional<JsonNode> value() {
        return check.getGrayed() ? Optional.empty() : Optional.of(BooleanNode.valueOf(check.getSelection()));
    }
}
