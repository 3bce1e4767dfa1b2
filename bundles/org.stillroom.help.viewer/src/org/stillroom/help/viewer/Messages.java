// SPDX-License-Identifier: EPL-2.0
package org.stillroom.help.viewer;

import org.eclipse.osgi.util.NLS;

/** Words that a person reads. */
final class Messages extends NLS {

    public static String back;
    public static String contents;
    public static String forward;
    public static String help;
    public static String noBrowser;
    public static String noPage;

    static {
        NLS.initializeMessages("org.stillroom.help.viewer.messages", Messages.class);
    }

    private Messages() {}
}
