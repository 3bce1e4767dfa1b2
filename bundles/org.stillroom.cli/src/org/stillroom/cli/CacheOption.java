// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.stillroom.engine.DiskCache;
import picocli.CommandLine.Option;

/** Where results are that outlive the program. */
final class CacheOption {

    @Option(names = "--cache", paramLabel = "DIR|off", description = "Where embeddings of prompts are kept, so that a "
            + "prompt that is known loads no encoder; a team may share a folder. Default: STILLROOM_CACHE, or else "
            + "stillroom/results in the user's cache (XDG_CACHE_HOME or ~/.cache).")
    private String given;

    /** Empty where it is turned off. */
    Optional<DiskCache> disk(Shell shell) throws CliException {
        if (given == null) {
            return DiskCache.place(shell.environment()).map(shell::resolve).map(DiskCache::new);
        }
        if (given.equals(DiskCache.OFF)) {
            return Optional.empty();
        }
        Path folder = shell.resolve(Path.of(given));
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new CliException(ExitCode.USAGE, "--cache: " + folder + " is not a folder; choose one, or off");
        }
        return Optional.of(new DiskCache(folder));
    }
}
