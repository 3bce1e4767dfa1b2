// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.open;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String FileViewer_noFile;
    public static String InfoBars_hide;

    static {
        NLS.initializeMessages("org.stillroom.workbench.open.messages", Messages.class);
    }

    private Messages() {}
}
