// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.unpack;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String UnpackJob_fallback;
    public static String UnpackJob_name;
    public static String UnpackJob_title;

    static {
        NLS.initializeMessages("org.stillroom.workbench.unpack.messages", Messages.class);
    }

    private Messages() {}
}
