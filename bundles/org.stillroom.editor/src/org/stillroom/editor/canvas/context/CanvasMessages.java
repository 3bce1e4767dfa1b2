// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.context;

import org.eclipse.osgi.util.NLS;

/** What the canvas says. */
public final class CanvasMessages extends NLS {

    public static String both;
    public static String broken;
    public static String bypassed;
    public static String cached;
    public static String cancelled;
    public static String choose;
    public static String differenceAdded;
    public static String differenceChanged;
    public static String differenceConflict;
    public static String differenceRemoved;
    public static String differenceRenamed;
    public static String done;
    public static String failed;
    public static String found;
    public static String frame;
    public static String graph;
    public static String inputNotWired;
    public static String inputRequired;
    public static String inputWired;
    public static String lastRun;
    public static String missing;
    public static String missingBundle;
    public static String missingFeature;
    public static String more;
    public static String muted;
    public static String note;
    public static String off;
    public static String on;
    public static String otherInput;
    public static String otherOutput;
    public static String outputNotWired;
    public static String outputWired;
    public static String port;
    public static String problem;
    public static String reroute;
    public static String recalled;
    public static String running;
    public static String skipped;
    public static String unknownType;
    public static String waiting;
    public static String wire;
    public static String wireFrom;
    public static String wireInstead;
    public static String wireKeys;
    public static String wireMoveKeys;
    public static String wireNowhere;
    public static String wireTarget;

    static {
        NLS.initializeMessages("org.stillroom.editor.canvas.context.messages", CanvasMessages.class);
    }

    private CanvasMessages() {}

    public static String of(String message, Object... with) {
        return NLS.bind(message, with);
    }
}
