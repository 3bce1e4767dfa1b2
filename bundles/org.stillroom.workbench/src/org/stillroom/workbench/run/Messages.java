// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String Closing_goOn;
    public static String Closing_one;
    public static String Closing_several;
    public static String Closing_stop;
    public static String Closing_title;
    public static String OutputRefresh_name;
    public static String RunJob_broken;
    public static String RunJob_fault;
    public static String RunJob_name;
    public static String RunHandler_unreadable;
    public static String RunNews_left;
    public static String RunNews_step;
    public static String RunSeveral_noSeed;
    public static String RunSeveral_question;
    public static String RunSeveral_range;
    public static String RunSeveral_title;
    public static String RunToHereHandler_nothing;
    public static String RunsView_cannotOpen;
    public static String RunsView_empty;
    public static String RunsView_filesMany;
    public static String RunsView_graph;
    public static String RunsView_made;
    public static String RunsView_nodes;
    public static String RunsView_open;
    public static String RunNews_planned;
    public static String RunsView_openTip;
    public static String RunsView_remove;
    public static String RunsView_removeTip;
    public static String RunsView_runAgain;
    public static String RunsView_runAgainTip;
    public static String RunsView_seconds;
    public static String RunsView_started;
    public static String RunsView_state;
    public static String RunsView_stop;
    public static String RunsView_stopTip;
    public static String RunState_done;
    public static String RunState_failed;
    public static String RunState_refused;
    public static String RunState_running;
    public static String RunState_stopped;
    public static String RunState_waiting;
    public static String SeedControl_nextSeed;
    public static String RunRecord_failed;
    public static String RunRecord_more;
    public static String RunRecord_oneMore;
    public static String RunRecord_refused;
    public static String Turn_of;
    public static String WorkbenchEngine_budget;

    static {
        NLS.initializeMessages("org.stillroom.workbench.run.messages", Messages.class);
    }

    private Messages() {}
}
