// SPDX-License-Identifier: EPL-2.0
package org.stillroom.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process as Linux counts it, in MiB. */
final class Memory {

    private Memory() {}

    /** Now in memory, mapped files included. */
    static long resident() throws IOException {
        return status("VmRSS:");
    }

    /** The most that was ever in memory, mapped files included. */
    static long peak() throws IOException {
        return status("VmHWM:");
    }

    /** Now in memory without mapped files, which the system may drop at any time. */
    static long anonymous() throws IOException {
        return status("RssAnon:");
    }

    /** In use in the Java heap. */
    static long heap() {
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    private static long status(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElseThrow();
    }
}
