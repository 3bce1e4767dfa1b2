// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit.encoders;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String compareEncoders;
    public static String swapEncoder;

    static {
        NLS.initializeMessages("org.stillroom.edit.encoders.messages", Messages.class);
    }

    private Messages() {}
}
