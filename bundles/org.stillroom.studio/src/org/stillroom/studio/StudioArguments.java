// SPDX-License-Identifier: EPL-2.0
package org.stillroom.studio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the studio is started with.
 *
 * @param models model folder to use where the workspace names none yet
 * @param graphs graph files to open, absolute
 */
record StudioArguments(Optional<Path> models, List<Path> graphs) {

    StudioArguments {
        graphs = List.copyOf(graphs);
    }

    /** Reads {@code [--models FOLDER] [GRAPH]...}; options of the framework, which start with one dash, are skipped. */
    static StudioArguments of(String... arguments) {
        Optional<Path> models = Optional.empty();
        List<Path> graphs = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--models") && i + 1 < arguments.length) {
                models = Optional.of(Path.of(arguments[++i]).toAbsolutePath().normalize());
            } else if (!arguments[i].startsWith("-")) {
                graphs.add(Path.of(arguments[i]).toAbsolutePath().normalize());
            }
        }
        return new StudioArguments(models, graphs);
    }
}
