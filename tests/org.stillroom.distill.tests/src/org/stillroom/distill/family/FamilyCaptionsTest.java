// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.world.Wording;

/** A family says how the captions were worded that it learned from. */
class FamilyCaptionsTest {

    @TempDir
    Path family;

    @Test
    void eachWordingIsReadAsItIsWritten() throws Exception {
        for (Wording wording : Wording.values()) {
            FamilyConfigs.index(family, wording);
            assertEquals(wording, FamilyCaptions.of(family));
        }
    }

    @Test
    void familiesThatSayNothingAreOfPlainCaptions() throws Exception {
        assertEquals(Wording.PLAIN, FamilyCaptions.of(family), "without an index");
        FamilyConfigs.index(family, Wording.PLAIN);
        assertFalse(Files.readString(index()).contains(FamilyCaptions.KEY), "as diffusers writes it");
    }

    @Test
    void whatElseItSaysIsNamed() throws Exception {
        Files.writeString(index(), "{\"_captions\": \"verse\"}");
        String message = assertThrows(CheckpointException.class, () -> FamilyCaptions.of(family)).getMessage();
        assertTrue(message.contains(index() + ": _captions is \"verse\", expected \"plain\" or \"prose\""), message);
        Files.writeString(index(), "{");
        message = assertThrows(CheckpointException.class, () -> FamilyCaptions.of(family)).getMessage();
        assertTrue(message.contains(index() + " is not valid JSON"), message);
    }

    private Path index() {
        return family.resolve("model_index.json");
    }
}
