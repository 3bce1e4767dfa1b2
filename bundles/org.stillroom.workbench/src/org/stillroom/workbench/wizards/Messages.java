// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.wizards;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String fileDescription;
    public static String fileName;
    public static String firstProject;
    public static String name;
    public static String nameTaken;
    public static String noExamples;
    public static String notChanged;
    public static String remove;
    public static String removeQuestion;
    public static String removeTitle;
    public static String rename;
    public static String renameTitle;
    public static String replaceQuestion;
    public static String saved;
    public static String saveName;
    public static String saveTitle;
    public static String startEdit;
    public static String startTitle;
    public static String templateDescription;
    public static String templateTitle;
    public static String title;

    static {
        NLS.initializeMessages("org.stillroom.workbench.wizards.messages", Messages.class);
    }

    private Messages() {}
}
