// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.mini.MiniFamily;

class ModelsCommandTest {

    @TempDir
    Path folder;

    @Test
    void saysWhatEachModelIsAndWhichNodesTakeIt() throws Exception {
        MiniFamily.write(folder.resolve("models").resolve(MiniFamily.NAME));
        Files.writeString(folder.resolve("models/page.safetensors"), "<!DOCTYPE html><html>Sign in</html>");
        for (String[] arguments : new String[][] {{"models"}, {"models", "models"}, {"models", "--models", "models"}}) {
            Cli.Ended ended = new Cli(folder).run(arguments);
            assertEquals(0, ended.code(), ended.toString());
            String out = ended.out().replaceAll(" +", " ");
            assertTrue(out.startsWith(folder.resolve("models") + "\n"), out);
            assertTrue(out.matches("(?s).*\\n mini/[^\\n]*text_encoder_2 T5 encoder F16 [^\\n]* million parameters "
                    + "[^\\n]*B for [^\\n]*T5 Encoder \\(Encoder\\).*"), out);
            assertTrue(out.matches("(?s).*\\n mini/[^\\n]*transformer FLUX[^\\n]* for [^\\n]*"
                    + "Denoiser \\(Transformer\\); licence: epl-2.0.*"), out);
            assertTrue(out.matches("(?s).*\\n page.safetensors [^\\n]*page.safetensors[^\\n]*web page.*"), out);
        }
    }

    @Test
    void aFolderWithoutModelsIsNamed() {
        Cli.Ended ended = new Cli(folder).run("models", ".");
        assertEquals(0, ended.code(), ended.toString());
        assertTrue(ended.out().contains("has no models"), ended.out());
    }

    @Test
    void aFolderThatIsNotThereExitsWith3() {
        Cli.Ended ended = new Cli(folder).run("models", "nowhere");
        assertEquals(3, ended.code(), ended.toString());
        assertTrue(ended.err().contains(folder.resolve("nowhere") + " is not there"), ended.err());
    }
}
