// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.torch.runtime.Torch;

class DeviceTest {

    @TempDir
    Path folder;

    @Test
    void aDeviceThatIsNotThereIsToldBeforeAnythingRuns() throws Exception {
        assumeFalse(Torch.hasCuda(), "there is a CUDA device");
        Cli cli = new Cli(folder);
        cli.graph("words.stillroom");
        Cli.Ended ended = cli.run("run", "words.stillroom", "--device", "cuda:1");
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().startsWith("error: --device: ") && ended.err().contains("cuda:1"), ended.err());
        assertEquals(List.of(), Cli.filesIn(folder.resolve("pictures")));
    }
}
