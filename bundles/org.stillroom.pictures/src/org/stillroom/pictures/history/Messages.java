// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures.history;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String keepJob;

    static {
        NLS.initializeMessages("org.stillroom.pictures.history.messages", Messages.class);
    }

    private Messages() {}
}
