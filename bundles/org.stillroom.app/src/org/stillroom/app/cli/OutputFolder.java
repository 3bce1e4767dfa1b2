// SPDX-License-Identifier: EPL-2.0
package org.stillroom.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where pictures go. */
final class OutputFolder {

    private OutputFolder() {}

    /**
     * Looks whether the folder can be written, or made, before hours are spent on a picture. Makes nothing.
     *
     * @throws CliException if it cannot
     */
    static Path check(Path folder) throws CliException {
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there)) {
            throw new CliException(ExitCode.FAILED, "pictures cannot be written to " + folder + ", as " + there
                    + " is not a folder; choose another with --out");
        }
        if (!Files.isWritable(there)) {
            throw new CliException(ExitCode.FAILED, "pictures cannot be written to " + folder + ", as you have no "
                    + "permission to write to " + there + "; choose another with --out");
        }
        return folder;
    }
}
