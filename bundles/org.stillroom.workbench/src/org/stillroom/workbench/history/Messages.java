// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.history;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String keepJob;

    static {
        NLS.initializeMessages("org.stillroom.workbench.history.messages", Messages.class);
    }

    private Messages() {}
}
