// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.stillroom.nodes.contract.ModelFolders;

/**
 * What a run takes from the preferences.
 *
 * @param outputFolder absolute
 * @param device as {@link org.stillroom.engine.RunRequest} names it
 */
record RunSettings(ModelFolders models, Path outputFolder, String device, Optional<Duration> previewEvery) {}
