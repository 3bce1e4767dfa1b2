// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Pages of mapped files: brought into memory before they are computed with, and given back when they are not needed for
 * some time (madvise(2)). They are read again from the file, or from the system's cache of it, if they are needed after
 * all. Does nothing where the system does not offer it.
 */
final class MappedPages {

    private static final int PAGE = 4096;
    private static final int WILL_NEED = 3;
    private static final int DONT_NEED = 4;

    private MappedPages() {}

    /** Brings all pages of a map into memory: tells the system, and waits for each. */
    static void bring(ByteBuffer map) {
        advise(map, WILL_NEED);
        int sum = 0;
        for (int at = map.position(); at < map.limit(); at += PAGE) {
            sum += map.get(at);
        }
        read = sum;
    }

    /** Gives the whole pages of a map back. */
    static void giveBack(ByteBuffer map) {
        advise(map, DONT_NEED);
    }

    /** Written, so that the pages are really read. */
    @SuppressWarnings("unused")
    private static volatile int read;

    private static void advise(ByteBuffer map, int advice) {
        OptionalLong begin = Function.FOUND.isEmpty() ? OptionalLong.empty() : CFunctions.address(map);
        if (begin.isEmpty()) {
            return;
        }
        long first = Math.ceilDiv(begin.getAsLong(), (long) PAGE) * PAGE;
        long end = (begin.getAsLong() + map.remaining()) / PAGE * PAGE;
        if (end <= first) {
            return;
        }
        try {
            Function.FOUND.get().invokeExact(first, end - first, advice);
        } catch (Throwable e) {
            throw new IllegalStateException("madvise cannot be called", e);
        }
    }

    /** Looked up when it is first needed. */
    private static final class Function {

        /** Elsewhere the numbers mean something else. */
        static final Optional<MethodHandle> FOUND = System.getProperty("os.name").equals("Linux")
                ? CFunctions.find("madvise", long.class, long.class, int.class) : Optional.empty();
    }
}
