// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.table;

import java.util.List;

/** Names of columns in the table of a batch; values of parameters are under {@code NODE.PARAM} between them. */
public final class Columns {

    public static final String PROMPT = "prompt";
    /** {@link #DONE} or {@link #FAILED}. */
    public static final String STATUS = "status";
    /** Relative to the table's folder, with {@link #BETWEEN_FILES} between several. */
    public static final String FILES = "files";
    /** That the last try took. */
    public static final String SECONDS = "seconds";
    public static final String ATTEMPTS = "attempts";
    public static final String EXECUTOR = "executor";
    /** Of the CPU that one operation took. */
    public static final String THREADS = "threads";
    public static final String DEVICE = "device";
    /** In UTC. */
    public static final String FINISHED = "finished";
    public static final String ERROR = "error";
    /** The same for the same picture. */
    public static final String KEY = "key";

    public static final String DONE = "done";
    public static final String FAILED = "failed";
    public static final String BETWEEN_FILES = ";";

    /** Those behind the values and numbers, in their order. */
    public static final List<String> ENDING = List.of(STATUS, FILES, SECONDS, ATTEMPTS, EXECUTOR, THREADS, DEVICE,
            FINISHED, ERROR, KEY);

    /** What stands before the name of a column of the prompts that is called as one of these. */
    public static final String CARRIED = "prompts.";

    /** Whether a batch has a column of this name itself. */
    public static boolean taken(String name) {
        return ENDING.contains(name) || name.equals(PROMPT);
    }

    private Columns() {
    }
}
