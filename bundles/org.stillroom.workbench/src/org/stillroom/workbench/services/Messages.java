// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String Models_listing;

    static {
        NLS.initializeMessages("org.stillroom.workbench.services.messages", Messages.class);
    }

    private Messages() {}
}
