// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.tables;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String Csv_gone;
    public static String Csv_noText;
    public static String Csv_tooLarge;
    public static String Csv_tooMany;
    public static String Csv_unreadable;
    public static String TableEditor_unreadable;

    static {
        NLS.initializeMessages("org.stillroom.workbench.tables.messages", Messages.class);
    }

    private Messages() {}
}
