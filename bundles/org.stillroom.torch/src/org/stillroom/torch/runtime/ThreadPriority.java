// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Lets computation give way to a window. libtorch keeps all processors busy, and the thread that answers keys would
 * have to wait for its turn. Java's own thread priorities have no effect on Linux, where each thread has a nice value
 * instead (setpriority(2)), and passes it on to the threads that it starts: so do OpenMP's.
 */
public final class ThreadPriority {

    /** In competition with a thread of nice value 0, a tenth of the processor; all of it if nobody else wants it. */
    private static final int NICE = 10;

    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;

    private ThreadPriority() {}

    /**
     * Lowers the priority of the calling thread, and of all that it starts from now on, for good. Does nothing where
     * that cannot be had.
     */
    public static void giveWay() {
        try {
            if (Function.FOUND.isPresent()) {
                Function.FOUND.get().invokeExact(PRIO_PROCESS, CALLING_THREAD, NICE);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority cannot be called", e);
        }
    }

    /** Looked up by the first thread that needs it. */
    private static final class Function {

        /** Elsewhere the same call lowers the whole process. */
        static final Optional<MethodHandle> FOUND = System.getProperty("os.name").equals("Linux")
                ? CFunctions.find("setpriority", int.class, int.class, int.class) : Optional.empty();
    }
}
