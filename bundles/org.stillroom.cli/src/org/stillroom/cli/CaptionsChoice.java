// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.nio.file.Path;
import org.stillroom.distill.family.FamilyCaptions;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.world.Wording;
import picocli.CommandLine.Option;

/** How captions of the miniature world are worded for a family. */
final class CaptionsChoice {

    @Option(names = "--captions", paramLabel = "plain|prose", description = "How the miniature world's captions are "
            + "worded. Default: as those were that the family learned from, or plain where it does not say that.")
    private Wording captions;

    /**
     * @param elsewhere whether other prompts were chosen, which these cannot be together with
     */
    void check(boolean elsewhere) throws CliException {
        if (captions != null && elsewhere) {
            throw new CliException(ExitCode.USAGE, "--captions is for those of the miniature world, and --prompts "
                    + "names others; give one of both");
        }
    }

    Wording of(Path family) throws CliException {
        try {
            return captions != null ? captions : FamilyCaptions.of(family);
        } catch (CheckpointException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage(), e);
        }
    }
}
