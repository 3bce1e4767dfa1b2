// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.arrange;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String arrange;

    static {
        NLS.initializeMessages("org.stillroom.editor.arrange.messages", Messages.class);
    }

    private Messages() {}
}
