// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String LocateJob_edit;
    public static String LocateJob_name;
    public static String LocateJob_none;
    public static String LocateJob_progress;
    public static String LocateJob_title;
    public static String MissingModelsBar_checksum;
    public static String MissingModelsBar_choose;
    public static String MissingModelsBar_folders;
    public static String MissingModelsBar_job;
    public static String MissingModelsBar_line;
    public static String MissingModelsBar_many;
    public static String MissingModelsBar_more;
    public static String MissingModelsBar_one;
    public static String MissingModelsBar_place;
    public static String MissingModelsBar_use;
    public static String QuickFixMenu_none;
    public static String QuickFixes_locate;
    public static String QuickFixes_locateTip;
    public static String QuickFixes_model;
    public static String QuickFixes_modelTip;

    static {
        NLS.initializeMessages("org.stillroom.workbench.fixes.messages", Messages.class);
    }

    private Messages() {}
}
