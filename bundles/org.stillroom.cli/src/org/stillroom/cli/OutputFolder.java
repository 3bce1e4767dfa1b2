// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where something is to be written. */
final class OutputFolder {

    private OutputFolder() {}

    /**
     * Looks whether the folder can be written, or made, before hours are spent on what goes there. Makes nothing.
     *
     * @param what goes there, such as pictures
     * @param option by which another folder is chosen
     * @throws CliException if it cannot
     */
    static Path check(Path folder, String what, String option) throws CliException {
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there)) {
            throw new CliException(ExitCode.FAILED, what + " cannot be written to " + folder + ", as " + there
                    + " is not a folder; choose another with " + option);
        }
        if (!Files.isWritable(there)) {
            throw new CliException(ExitCode.FAILED, what + " cannot be written to " + folder + ", as you have no "
                    + "permission to write to " + there + "; choose another with " + option);
        }
        return folder;
    }
}
