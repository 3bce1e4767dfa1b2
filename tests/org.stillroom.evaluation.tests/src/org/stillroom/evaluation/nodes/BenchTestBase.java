// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test whose graphs run on a bench of its own. */
public abstract class BenchTestBase {

    @TempDir
    protected Path temp;
    protected Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
    }

    @AfterEach
    void close() {
        bench.close();
    }
}
