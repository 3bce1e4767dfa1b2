// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String BrokenPage_openAsText;
    public static String BrokenPage_openAsTextTip;
    public static String BrokenPage_place;
    public static String BrokenPage_restore;
    public static String BrokenPage_restoreTip;
    public static String BrokenPage_tryAgain;
    public static String BrokenPage_tryAgainTip;

    static {
        NLS.initializeMessages("org.stillroom.workbench.editor.messages", Messages.class);
    }

    private Messages() {}
}
