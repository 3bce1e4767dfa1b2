// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.wizards;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String empty;
    public static String emptyDescription;
    public static String examples;
    public static String fileDescription;
    public static String fileName;
    public static String firstProject;
    public static String templateDescription;
    public static String templateTitle;
    public static String noExamples;
    public static String title;

    static {
        NLS.initializeMessages("org.stillroom.workbench.wizards.messages", Messages.class);
    }

    private Messages() {}
}
