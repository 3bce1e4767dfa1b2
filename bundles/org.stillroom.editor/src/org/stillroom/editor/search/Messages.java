// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.search;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String accessibleList;
    public static String accessibleText;
    public static String hintAnything;
    public static String hintAtWire;
    public static String hintFind;
    public static String hintInWire;
    public static String nothing;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {}
}
