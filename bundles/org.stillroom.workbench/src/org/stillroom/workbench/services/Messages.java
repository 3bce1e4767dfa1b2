// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String ModelDialog_all;
    public static String ModelDialog_looking;
    public static String ModelDialog_message;
    public static String ModelDialog_model;
    public static String ModelDialog_none;
    public static String ModelDialog_title;
    public static String Models_listing;

    static {
        NLS.initializeMessages("org.stillroom.workbench.services.messages", Messages.class);
    }

    private Messages() {}
}
