// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Text;

/** The text control of a field, which tells what a person types from what the field shows. */
final class TypedText {

    private final Text text;
    private final Runnable changed;
    private boolean showing;

    /** @param changed called after either has changed the text */
    TypedText(Text text, ParameterField.Listener listener, Runnable changed) {
        this.text = text;
        this.changed = changed;
        text.addListener(SWT.Modify, event -> {
            if (!showing) {
                listener.typed();
                changed.run();
            }
        });
        text.addListener(SWT.FocusOut, event -> listener.chosen());
        text.addListener(SWT.DefaultSelection, event -> listener.chosen());
    }

    /** As {@link ParameterField#show}. */
    void show(Optional<JsonNode> value) {
        showing = true;
        try {
            String shown = value.map(ParameterText::text).orElse("");
            if (!shown.equals(text.getText())) {
                text.setText(shown);
                changed.run();
            }
            text.setMessage(value.isPresent() ? "" : Messages.severalValues);
        } finally {
            showing = false;
        }
    }
}
