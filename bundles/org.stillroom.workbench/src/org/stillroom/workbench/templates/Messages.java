// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.templates;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String drawn;
    public static String empty;
    public static String emptyDescription;
    public static String examples;
    public static String nameCharacters;
    public static String nameLong;
    public static String nameMissing;
    public static String ownDescription;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {}
}
