// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jface.preference.DirectoryFieldEditor;
import org.eclipse.swt.widgets.Composite;

/** A folder, typed or chosen, that is refused with a sentence where it does not fit. */
final class CheckedFolder extends DirectoryFieldEditor {

    private final Function<String, Optional<String>> problem;

    CheckedFolder(String key, String label, Function<String, Optional<String>> problem, Composite parent) {
        super(key, label, parent);
        this.problem = problem;
        setEmptyStringAllowed(true);
        getTextControl().addModifyListener(event -> valueChanged());
    }

    @Override
    protected boolean doCheckState() {
        return ValueCheck.passes(this, problem);
    }
}
