// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.world.Wording;

/** How the captions were worded that a family learned from, as its files say it. */
public final class FamilyCaptions {

    static final String FILE = "model_index.json";

    /** diffusers passes over keys that begin so. */
    static final String KEY = "_captions";

    private FamilyCaptions() {}

    /**
     * @param family in diffusers' layout; those that others made, and those that say nothing, are of plain captions
     * @throws CheckpointException if the file that may say it is damaged, or says something else
     */
    public static Wording of(Path family) throws CheckpointException {
        Path file = family.resolve(FILE);
        if (!Files.exists(file)) {
            return Wording.PLAIN;
        }
        ConfigFile index = ConfigFile.read(file);
        String word = index.text(KEY, Wording.PLAIN.name().toLowerCase(Locale.ROOT));
        for (Wording wording : Wording.values()) {
            if (wording.name().toLowerCase(Locale.ROOT).equals(word)) {
                return wording;
            }
        }
        throw index.wrong(KEY, "\"plain\" or \"prose\"");
    }
}
