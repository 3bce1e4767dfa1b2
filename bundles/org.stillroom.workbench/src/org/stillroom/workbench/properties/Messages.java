// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String browse;
    public static String browseFileTip;
    public static String browseModelTip;
    public static String choose;
    public static String chooseTip;
    public static String color;
    public static String description;
    public static String found;
    public static String frame;
    public static String id;
    public static String input;
    public static String label;
    public static String missingNode;
    public static String mode;
    public static String modeActive;
    public static String modeBypassed;
    public static String modeMuted;
    public static String modelProblem;
    public static String noNumber;
    public static String noParameters;
    public static String nodes;
    public static String notInstalled;
    public static String notInstalledFrom;
    public static String note;
    public static String noteText;
    public static String optionalInput;
    public static String output;
    public static String portDirection;
    public static String portName;
    public static String portType;
    public static String portWired;
    public static String problem;
    public static String reroute;
    public static String reset;
    public static String resetEmpty;
    public static String resetName;
    public static String resetTip;
    public static String selectHint;
    public static String selected;
    public static String severalTypes;
    public static String severalTypesParameters;
    public static String severalValues;
    public static String stateCached;
    public static String stateCancelled;
    public static String stateDone;
    public static String stateFailed;
    public static String stateIdle;
    public static String stateRecalled;
    public static String stateRunning;
    public static String stateRunningSteps;
    public static String stateSkipped;
    public static String stateWaiting;
    public static String summary;
    public static String themeColor;
    public static String title;
    public static String type;
    public static String typeAndId;
    public static String wire;

    static {
        NLS.initializeMessages("org.stillroom.workbench.properties.messages", Messages.class);
    }

    private Messages() {}
}
