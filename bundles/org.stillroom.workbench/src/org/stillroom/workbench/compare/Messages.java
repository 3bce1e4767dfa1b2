// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String ChangeList_count;
    public static String ChangeList_direction;
    public static String ChangeList_hidden;
    public static String ChangeList_incomplete;
    public static String ChangeList_logic;
    public static String ChangeList_movement;
    public static String ChangeList_one;
    public static String ChangeList_onlyMoved;
    public static String ChangeList_same;
    public static String CompareWithHandler_title;
    public static String ComparisonJob_name;
    public static String GraphCompareInput_title;
    public static String GraphCompareViewer_movement;
    public static String GraphCompareViewer_movementTip;
    public static String GraphCompareViewer_title;
    public static String GraphSide_broken;
    public static String GraphSide_nothing;
    public static String GraphSide_unreadable;
    public static String SidePane_failed;

    static {
        NLS.initializeMessages("org.stillroom.workbench.compare.messages", Messages.class);
    }

    private Messages() {}
}
