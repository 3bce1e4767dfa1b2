// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String Beginnings_picture;
    public static String Beginnings_pictureHint;
    public static String Beginnings_template;
    public static String Beginnings_templateHint;
    public static String BrokenPage_openAsText;
    public static String BrokenPage_openAsTextTip;
    public static String BrokenPage_place;
    public static String BrokenPage_restore;
    public static String BrokenPage_restoreTip;
    public static String BrokenPage_tryAgain;
    public static String BrokenPage_tryAgainTip;
    public static String ConflictBar_allMine;
    public static String ConflictBar_allTheirs;
    public static String ConflictBar_many;
    public static String ConflictBar_mine;
    public static String ConflictBar_next;
    public static String ConflictBar_one;
    public static String ConflictBar_previous;
    public static String ConflictBar_show;
    public static String ConflictBar_theirs;

    static {
        NLS.initializeMessages("org.stillroom.workbench.editor.messages", Messages.class);
    }

    private Messages() {}
}
