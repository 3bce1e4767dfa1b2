// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.pane;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String addNode;
    public static String addNodeHint;
    public static String empty;
    public static String fit;
    public static String fitAll;
    public static String fitSelection;
    public static String fitTip;
    public static String map;
    public static String mapTip;
    public static String zoomInTip;
    public static String zoomOutTip;
    public static String zoomTip;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {}
}
