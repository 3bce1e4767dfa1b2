// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.problems;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String LiveCheck_job;

    static {
        NLS.initializeMessages("org.stillroom.workbench.problems.messages", Messages.class);
    }

    private Messages() {}
}
