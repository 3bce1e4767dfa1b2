// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.stillroom.nodes.contract.Parameter;

/** A text, or a number that a spinner cannot hold, such as a seed. A text of several lines grows with what it holds. */
final class TextField implements ParameterField {

    private static final int LEAST_LINES = 3;
    private static final int MOST_LINES = 14;
    /** Before it is laid out, a text would break after each letter. */
    private static final int LEAST_WIDTH = 40;

    private final Parameter parameter;
    private final Text text;
    private final TypedText typing;
    private final Runnable grown;

    /** @param grown called when the control needs another height */
    TextField(Composite parent, Parameter parameter, Listener listener, Runnable grown) {
        this.parameter = parameter;
        this.grown = grown;
        text = new Text(parent, parameter.multiline() ? SWT.MULTI | SWT.WRAP | SWT.BORDER | SWT.V_SCROLL
                : SWT.SINGLE | SWT.BORDER);
        GridDataFactory.fillDefaults().grab(true, false).hint(120, parameter.multiline()
                ? LEAST_LINES * text.getLineHeight() : SWT.DEFAULT).applyTo(text);
        typing = new TypedText(text, listener, this::grow);
        if (parameter.multiline()) {
            text.addListener(SWT.Traverse, event -> {
                if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
                    event.doit = true;
                }
            });
            // not at once: the layout that gives the width is not done yet
            text.addListener(SWT.Resize, event -> text.getDisplay().asyncExec(this::grow));
        }
    }

    @Override
    public Text control() {
        return text;
    }

    @Override
    public void show(Optional<JsonNode> value) {
        typing.show(value);
    }

    @Override
    public Optional<JsonNode> value() {
        // the control may break lines in its system's way
        return ParameterText.parse(parameter, text.getText().replace("\r\n", "\n"));
    }

    private void grow() {
        if (!parameter.multiline() || text.isDisposed() || text.getSize().x < LEAST_WIDTH) {
            return;
        }
        int lines = Math.min(MOST_LINES, Math.max(LEAST_LINES, text.getLineCount()));
        int height = lines * text.getLineHeight();
        GridData data = (GridData) text.getLayoutData();
        if (data.heightHint != height) {
            data.heightHint = height;
            grown.run();
        }
    }
}
