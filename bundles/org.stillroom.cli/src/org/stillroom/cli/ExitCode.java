// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

/** Exit codes of the command line. Scripts rely on them: never change one. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int GRAPH_WRONG = 1;
    public static final int USAGE = 2;
    public static final int MISSING = 3;
    public static final int FAILED = 4;
    public static final int CANCELLED = 130;

    private ExitCode() {}
}
