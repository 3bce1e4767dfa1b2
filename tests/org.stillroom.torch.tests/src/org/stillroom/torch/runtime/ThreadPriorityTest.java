// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the system says of threads. */
@EnabledOnOs(OS.LINUX)
class ThreadPriorityTest {

    @Test
    void concernsTheThreadAndThoseThatItStarts() throws Exception {
        int before = nice();
        assumeTrue(before < 10, "the tests themselves give way");
        FutureTask<int[]> lowered = new FutureTask<>(() -> {
            ThreadPriority.giveWay();
            FutureTask<Integer> started = new FutureTask<>(ThreadPriorityTest::nice);
            new Thread(started).start();
            return new int[] {nice(), started.get()};
        });
        new Thread(lowered).start();
        assertEquals(10, lowered.get()[0]);
        assertEquals(10, lowered.get()[1]);
        assertEquals(before, nice(), "a thread beside them");
    }

    /** Of the calling thread, by proc(5). */
    private static int nice() throws Exception {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        // the name in brackets may hold spaces; the state, field 3, follows it
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19 - 3]);
    }
}
