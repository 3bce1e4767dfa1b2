// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.palette;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String accessibleName;
    public static String accessibleTree;
    public static String filter;
    public static String inputs;
    public static String optional;
    public static String outputs;
    public static String otherCategory;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {}
}
