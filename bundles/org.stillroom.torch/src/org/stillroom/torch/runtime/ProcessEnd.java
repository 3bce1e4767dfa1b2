// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Ends the process while native code is still at work. {@link Runtime#halt} leaves through the C function
 * {@code exit}, which waits for a library that is being loaded and runs the destructors of the loaded ones: libtorch
 * then crashes in threads that still use it. {@code _exit} does neither. Where it cannot be had, halt has to do.
 */
public final class ProcessEnd {

    /** Empty until {@code _exit} was found, and where there is none. */
    private static volatile Optional<MethodHandle> found = Optional.empty();

    private ProcessEnd() {}

    /** Looks {@code _exit} up in the background, as the linker may later be busy with loading libtorch. */
    public static void prepare() {
        Thread search = new Thread(ProcessEnd::find, "process end");
        search.setDaemon(true);
        search.start();
    }

    /** Never returns. */
    public static void exit(int code) {
        try {
            if (found.isPresent()) {
                found.get().invokeExact(code);
            }
        } catch (Throwable e) {
            // what follows ends the process, if less gently
        }
        Runtime.getRuntime().halt(code);
    }

    private static void find() {
        found = CFunctions.find("_exit", int.class);
    }
}
