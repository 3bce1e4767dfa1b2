// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.family;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test whose graphs run on a bench of its own. */
public abstract class FamilyBenchTestBase {

    @TempDir
    protected Path temp;
    protected FamilyBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new FamilyBench(temp);
    }

    @AfterEach
    void close() {
        bench.close();
    }
}
