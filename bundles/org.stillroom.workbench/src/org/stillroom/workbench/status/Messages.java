// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.status;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String MemoryControl_reading;
    public static String MemoryFigures_explained;
    public static String MemoryFigures_idle;
    public static String MemoryFigures_text;
    public static String PlanText_held;
    public static String PlanText_keep;
    public static String PlanText_model;
    public static String PlanText_peak;
    public static String PlanText_stream;
    public static String PlanText_unload;

    static {
        NLS.initializeMessages("org.stillroom.workbench.status.messages", Messages.class);
    }

    private Messages() {}
}
