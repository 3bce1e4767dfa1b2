// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import java.util.Locale;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.PlatformUI;

/** What F1 tells about a part of the window: the contexts of {@code org.stillroom.help}. */
public enum HelpContexts {

    CANVAS, PROPERTIES, NODES, RUNS, PICTURES, PREFERENCES, WIZARD, SWAP, COMPARE;

    /** Shows this context where F1 is pressed in the control or inside it. */
    public void explain(Control control) {
        String id = "org.stillroom.help." + name().toLowerCase(Locale.ROOT);
        PlatformUI.getWorkbench().getHelpSystem().setHelp(control, id);
    }
}
