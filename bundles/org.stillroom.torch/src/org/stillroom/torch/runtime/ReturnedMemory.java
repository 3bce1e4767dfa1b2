// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * What becomes of memory that tensors have freed, by mallopt(3) and malloc_trim(3) of GNU's C library; with another one
 * nothing of this happens.
 *
 * <p>As a rule it is kept for the next tensors. The C library by itself gives much of it back, and a page that comes
 * anew from the system is filled with zeros first: of a step of a transformer that takes a tenth of the time, of a
 * VAE's a fifth. {@link #giveBack} ends the keeping when it is of no more use.
 *
 * <p>While a {@code ReturnedMemory} is open, tensors of some megabytes give theirs back as soon as they are freed. That
 * is for work that is to need little: with many tensors of different sizes what is kept is several times what they
 * take.
 */
public final class ReturnedMemory implements AutoCloseable {

    private static final int TRIM_THRESHOLD = -1;
    private static final int TOP_PAD = -2;
    private static final int MMAP_THRESHOLD = -3;
    private static final int SMALL = 1 << 21;
    /** Threads other than the first have their memory in pieces of 64 MiB, so larger tensors are never kept. */
    private static final int PIECE = 1 << 26;
    private static final int USUAL = 1 << 30;
    private static int open;

    private ReturnedMemory() {}

    /** Until it is closed; several may be open at once. */
    public static ReturnedMemory open() {
        synchronized (ReturnedMemory.class) {
            if (open++ == 0) {
                set(MMAP_THRESHOLD, SMALL);
            }
        }
        return new ReturnedMemory();
    }

    @Override
    public void close() {
        synchronized (ReturnedMemory.class) {
            if (--open == 0) {
                set(MMAP_THRESHOLD, USUAL);
            }
        }
    }

    /** From now on freed memory is kept. */
    static void keep() {
        synchronized (ReturnedMemory.class) {
            set(MMAP_THRESHOLD, open == 0 ? USUAL : SMALL);
            set(TRIM_THRESHOLD, USUAL);
            // a piece that is free as a whole stays, too
            set(TOP_PAD, PIECE);
        }
    }

    /** Gives freed memory that was kept back to the system: some milliseconds, and then pages come anew. */
    static void giveBack() {
        try {
            if (Functions.TRIM.isPresent()) {
                Functions.TRIM.get().invokeExact(0L);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("malloc_trim cannot be called", e);
        }
    }

    private static void set(int what, int bytes) {
        try {
            if (Functions.OPTION.isPresent()) {
                Functions.OPTION.get().invokeExact(what, bytes);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("mallopt cannot be called", e);
        }
    }

    /** Looked up when they are first needed. */
    private static final class Functions {

        private static final boolean LINUX = System.getProperty("os.name").equals("Linux");
        static final Optional<MethodHandle> OPTION =
                LINUX ? CFunctions.find("mallopt", int.class, int.class) : Optional.empty();
        static final Optional<MethodHandle> TRIM =
                LINUX ? CFunctions.find("malloc_trim", long.class) : Optional.empty();
    }
}
