// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import org.stillroom.engine.Engine;

/** Where runs get their engine. Called in jobs, as both methods may take seconds at first. */
interface RunEngine {

    /** @throws IllegalStateException if the program is ending */
    Engine engine();

    RunSettings settings(Path graphFolder);
}
