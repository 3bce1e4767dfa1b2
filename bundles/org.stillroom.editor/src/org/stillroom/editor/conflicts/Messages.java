// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.conflicts;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String asBefore;
    public static String at;
    public static String before;
    public static String chosen;
    public static String defaultValue;
    public static String deleted;
    public static String from;
    public static String keep;
    public static String keepAny;
    public static String keepValue;
    public static String keeps;
    public static String keptWith;
    public static String mine;
    public static String next;
    public static String noWire;
    public static String node;
    public static String none;
    public static String number;
    public static String parameter;
    public static String points;
    public static String previous;
    public static String property;
    public static String row;
    public static String rowChosen;
    public static String theirs;
    public static String type;
    public static String wire;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {}
}
