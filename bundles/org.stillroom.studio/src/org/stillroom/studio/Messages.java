// SPDX-License-Identifier: EPL-2.0
package org.stillroom.studio;

import org.eclipse.osgi.util.NLS;

/** Words that a person reads. */
final class Messages extends NLS {

    public static String about;
    public static String bringModels;
    public static String cannotOpen;
    public static String cheatSheet;
    public static String compareEncoders;
    public static String firstPicture;
    public static String graphs;
    public static String help;
    public static String inUse;
    public static String journeys;
    public static String measureEncoders;
    public static String menuEdit;
    public static String menuFile;
    public static String menuHelp;
    public static String menuNew;
    public static String menuPerspective;
    public static String menuRecent;
    public static String menuView;
    public static String menuWindow;
    public static String models;
    public static String newGraph;
    public static String noDisplay;
    public static String noGraph;
    public static String noWorkspace;
    public static String pictures;
    public static String settleMerge;
    public static String unusable;
    public static String welcome;

    static {
        NLS.initializeMessages("org.stillroom.studio.messages", Messages.class);
    }

    private Messages() {}
}
