// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.nodes.contract.ModelFolders;

/** How a graph can name a folder that was chosen anywhere on the disk. */
class ChosenFolderTest {

    @TempDir
    private Path temp;

    private Path models;
    private ModelFolders folders;

    @BeforeEach
    void folders() throws IOException {
        models = Files.createDirectory(temp.resolve("models"));
        folders = new ModelFolders(List.of(models));
    }

    @Test
    void aFolderInsideAModelFolderHasAName() throws IOException {
        Path encoder = encoder(models.resolve("flux/text_encoder_2"));
        assertEquals(new ChosenFolder("flux/text_encoder_2", Optional.empty()), ChosenFolder.of(folders, encoder));
    }

    @Test
    void elsewhereTheFolderAboveIsToBeAdded() throws IOException {
        Path encoder = encoder(temp.resolve("downloads/t5-small"));
        assertEquals(new ChosenFolder("t5-small", Optional.of(temp.resolve("downloads"))),
                ChosenFolder.of(folders, encoder));
    }

    @Test
    void aNameThatMeansAnotherModelIsMadeLonger() throws IOException {
        encoder(models.resolve("text_encoder_2"));
        Path encoder = encoder(temp.resolve("downloads/flux/text_encoder_2"));
        assertEquals(new ChosenFolder("flux/text_encoder_2", Optional.of(temp.resolve("downloads"))),
                ChosenFolder.of(folders, encoder));
    }

    @Test
    void aFolderOfModelsIsToBeAddedItself() throws IOException {
        Path others = Files.createDirectory(temp.resolve("others"));
        assertEquals(new ChosenFolder("", Optional.of(others)), ChosenFolder.of(folders, others));
        assertEquals(new ChosenFolder("", Optional.empty()), ChosenFolder.of(folders, models));
    }

    private static Path encoder(Path folder) throws IOException {
        Files.writeString(Files.createDirectories(folder).resolve("config.json"), "{}");
        return folder;
    }
}
