// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.stillroom.engine.DiskCache;
import org.stillroom.engine.Engine;
import org.stillroom.engine.memory.MemoryBudget;
import org.stillroom.nodes.contract.ModelFolders;

/** Where runs get their engine. Called in jobs, as both methods may take seconds at first. */
interface RunEngine {

    /** @throws IllegalStateException if the program is ending */
    Engine engine();

    Settings settings(Path graphFolder);

    /**
     * What a run takes from the preferences.
     *
     * @param outputFolder absolute
     * @param device as {@link org.stillroom.engine.RunRequest} names it
     * @param memory that the run may take
     */
    record Settings(ModelFolders models, Path outputFolder, String device, Optional<Duration> previewEvery,
            Optional<DiskCache> disk, Supplier<MemoryBudget> memory) {}
}
