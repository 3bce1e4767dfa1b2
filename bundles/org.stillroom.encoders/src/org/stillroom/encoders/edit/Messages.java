// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders.edit;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String compareEncoders;
    public static String swapEncoder;

    static {
        NLS.initializeMessages("org.stillroom.encoders.edit.messages", Messages.class);
    }

    private Messages() {}
}
