// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.perspective;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String files;
    public static String nodes;
    public static String pictures;
    public static String properties;
    public static String runs;
    public static String tip;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {}
}
