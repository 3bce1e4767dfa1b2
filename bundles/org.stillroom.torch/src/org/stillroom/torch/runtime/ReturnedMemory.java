// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * While it is open, tensors of some megabytes give their memory back to the system as soon as they are freed. Otherwise
 * the C library keeps what was freed in pieces of up to 32 MiB for what comes next, and work with many tensors of
 * different sizes holds several times what they take (mallopt(3), M_MMAP_THRESHOLD). To get memory from the system each
 * time takes a little longer, so this is for work that is to need little. Does nothing where the C library is another
 * one.
 */
public final class ReturnedMemory implements AutoCloseable {

    private static final int MMAP_THRESHOLD = -3;
    private static final int SMALL = 1 << 21;
    /** What the C library of GNU goes up to by itself. */
    private static final int USUAL = 1 << 25;
    private static int open;

    private ReturnedMemory() {}

    /** Until it is closed; several may be open at once. */
    public static ReturnedMemory open() {
        synchronized (ReturnedMemory.class) {
            if (open++ == 0) {
                set(SMALL);
            }
        }
        return new ReturnedMemory();
    }

    @Override
    public void close() {
        synchronized (ReturnedMemory.class) {
            if (--open == 0) {
                set(USUAL);
            }
        }
    }

    private static void set(int bytes) {
        try {
            if (Function.FOUND.isPresent()) {
                Function.FOUND.get().invokeExact(MMAP_THRESHOLD, bytes);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("mallopt cannot be called", e);
        }
    }

    /** Looked up when it is first needed. */
    private static final class Function {

        static final Optional<MethodHandle> FOUND = System.getProperty("os.name").equals("Linux")
                ? CFunctions.find("mallopt", int.class, int.class) : Optional.empty();
    }
}
