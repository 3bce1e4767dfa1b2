// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jface.preference.StringFieldEditor;
import org.eclipse.swt.widgets.Composite;

/** A line of text that is refused, with a sentence, while it is typed. */
final class CheckedText extends StringFieldEditor {

    private final Function<String, Optional<String>> problem;

    CheckedText(String key, String label, Function<String, Optional<String>> problem, Composite parent) {
        super(key, label, parent);
        this.problem = problem;
        setEmptyStringAllowed(true);
        // text may also come by the mouse
        getTextControl().addModifyListener(event -> valueChanged());
    }

    @Override
    protected boolean doCheckState() {
        return ValueCheck.passes(this, problem);
    }
}
