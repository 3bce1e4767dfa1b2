// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String ChangeLine_both;
    public static String ChangeLine_mine;
    public static String ChangeLine_theirs;
    public static String ChangeList_both;
    public static String ChangeList_conflict;
    public static String ChangeList_count;
    public static String ChangeList_direction;
    public static String ChangeList_hidden;
    public static String ChangeList_incomplete;
    public static String ChangeList_mine;
    public static String ChangeList_movement;
    public static String ChangeList_noAncestor;
    public static String ChangeList_one;
    public static String ChangeList_nodes;
    public static String ChangeList_onlyMoved;
    public static String ChangeList_other;
    public static String ChangeList_same;
    public static String ChangeList_since;
    public static String ChangeList_theirs;
    public static String ChangeList_values;
    public static String ChangeList_wires;
    public static String ChangeText_active;
    public static String ChangeText_bypassed;
    public static String ChangeText_default;
    public static String ChangeText_drawn;
    public static String ChangeText_frameAdded;
    public static String ChangeText_frameChanged;
    public static String ChangeText_frameRemoved;
    public static String ChangeText_graphProperty;
    public static String ChangeText_layoutProperty;
    public static String ChangeText_mode;
    public static String ChangeText_moved;
    public static String ChangeText_muted;
    public static String ChangeText_nodeAdded;
    public static String ChangeText_nodeProperty;
    public static String ChangeText_nodeRemoved;
    public static String ChangeText_nodeRenamed;
    public static String ChangeText_noteAdded;
    public static String ChangeText_noteChanged;
    public static String ChangeText_noteRemoved;
    public static String ChangeText_nothing;
    public static String ChangeText_parameter;
    public static String ChangeText_originChanged;
    public static String ChangeText_pinAdded;
    public static String ChangeText_pinChanged;
    public static String ChangeText_pinRemoved;
    public static String ChangeText_placed;
    public static String ChangeText_providerAdded;
    public static String ChangeText_providerChanged;
    public static String ChangeText_providerRemoved;
    public static String ChangeText_type;
    public static String ChangeText_unplaced;
    public static String ChangeText_wayAdded;
    public static String ChangeText_wayChanged;
    public static String ChangeText_wayRemoved;
    public static String ChangeText_wireAdded;
    public static String ChangeText_wireChanged;
    public static String ChangeText_wireRemoved;
    public static String CompareWithHandler_title;
    public static String ComparisonJob_name;
    public static String GraphCompareInput_title;
    public static String GraphCompareViewer_movement;
    public static String GraphCompareViewer_movementTip;
    public static String GraphCompareViewer_title;
    public static String GraphSide_broken;
    public static String GraphSide_nothing;
    public static String GraphSide_unreadable;
    public static String ShownNames_node;
    public static String SidePane_after;
    public static String SidePane_before;
    public static String SidePane_failed;
    public static String SidePane_mine;
    public static String SidePane_theirs;

    static {
        NLS.initializeMessages("org.stillroom.workbench.compare.messages", Messages.class);
    }

    private Messages() {}
}
