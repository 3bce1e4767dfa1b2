// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.open;

import java.util.List;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Shell;

/** Asks a person and waits for the answer. */
@FunctionalInterface
public interface Questions {

    /**
     * @param buttons the first is the default
     * @return index of the button pressed, or -1 if the question was dismissed
     */
    int ask(Shell shell, String title, String message, List<String> buttons);

    /** With a dialog. */
    static Questions dialogs() {
        return (shell, title, message, buttons) -> {
            int answer = MessageDialog.open(MessageDialog.QUESTION_WITH_CANCEL, shell, title, message, 0,
                    buttons.toArray(String[]::new));
            return answer < buttons.size() ? answer : -1;
        };
    }
}
