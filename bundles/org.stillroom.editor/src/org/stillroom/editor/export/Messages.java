// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.export;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String tooLarge;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {}

    static String tooLarge(long width, long height, long most) {
        return NLS.bind(tooLarge, new Object[] {width, height, most / 1_000_000});
    }
}
