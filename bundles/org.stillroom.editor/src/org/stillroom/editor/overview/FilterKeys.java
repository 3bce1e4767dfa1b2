// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.overview;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;

/** Keys in the field above a list that it filters: down goes into the list, escape shows all again. */
public final class FilterKeys {

    private FilterKeys() {}

    public static void install(Text filter, Control list) {
        filter.addListener(SWT.KeyDown, event -> pressed(event, filter, list));
    }

    private static void pressed(Event event, Text filter, Control list) {
        if (event.keyCode == SWT.ARROW_DOWN) {
            list.setFocus();
            event.doit = false;
        } else if (event.keyCode == SWT.ESC && !filter.getText().isEmpty()) {
            filter.setText("");
            event.doit = false;
        }
    }
}
