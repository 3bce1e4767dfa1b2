// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test class with a bench of its own for each test. */
abstract class BenchTest {

    @TempDir
    Path folder;

    Bench bench;

    private final long resultBytes;

    BenchTest() {
        this(1 << 20);
    }

    /** @param resultBytes budget of the engine's cache */
    BenchTest(long resultBytes) {
        this.resultBytes = resultBytes;
    }

    @BeforeEach
    final void openBench() throws IOException {
        bench = new Bench(folder, resultBytes);
    }

    @AfterEach
    final void closeBench() {
        bench.close();
    }
}
