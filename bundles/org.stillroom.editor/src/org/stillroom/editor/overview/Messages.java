// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.overview;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String accessibleName;
    public static String filter;
    public static String tooltip;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {}
}
