// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit.layout;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String arrange;

    static {
        NLS.initializeMessages("org.stillroom.edit.layout.messages", Messages.class);
    }

    private Messages() {}
}
