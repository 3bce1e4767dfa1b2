// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodesCommandTest {

    @TempDir
    Path folder;

    @Test
    void listsTypesByCategory() {
        Cli.Ended ended = new Cli(folder).run("nodes");
        assertEquals(0, ended.code(), ended.toString());
        int category = ended.out().indexOf("Test\n");
        assertTrue(category >= 0 && ended.out().indexOf("apptest.work") > category, ended.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"apptest.work", "work", "WORK", "Work"})
    void describesOneTypeByIdLastPartOrLabel(String name) {
        Cli.Ended ended = new Cli(folder).run("nodes", name);
        assertEquals(0, ended.code(), ended.toString());
        String out = ended.out().replaceAll(" +", " ");
        assertTrue(out.contains("Work (apptest.work)"), out);
        assertTrue(out.contains("version 2, category Test"), out);
        assertTrue(out.contains(" text Words required Passed on."), out);
        assertTrue(out.contains(" steps integer from 1 to 100000 default 3 How many."), out);
        assertTrue(out.contains(" strength number from 0 to 1 default 0.5 "), out);
        assertTrue(out.contains(" end choice well | sentence | fault | memory default well "), out);
    }

    @Test
    void saysWhatKindsOfModelsAParameterAccepts() {
        String out = new Cli(folder).run("nodes", "source").out().replaceAll(" +", " ");
        assertTrue(out.contains(" model model t5 | clip default empty A model that must be there."), out);
    }

    @Test
    void anUnknownTypeExitsWith2AndNamesNearOnes() {
        Cli.Ended ended = new Cli(folder).run("nodes", "wrok");
        assertEquals(2, ended.code(), ended.toString());
        assertTrue(ended.err().contains("\"work\""), ended.err());
    }
}
