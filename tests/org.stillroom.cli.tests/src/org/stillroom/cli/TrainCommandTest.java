// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.mini.MiniFamily;

/** The command that trains the family, with few steps, and the product with the family that comes of it. */
class TrainCommandTest {

    @TempDir
    static Path folder;

    private static Cli cli;
    private static Cli.Ended trained;

    @BeforeAll
    static void train() {
        cli = new Cli(folder);
        trained = cli.run("train", "--quick", "--run", "run");
    }

    @Test
    void printsTheFamilysFolderAndHowItWent() {
        assertEquals(0, trained.code(), trained.toString());
        assertEquals(folder.resolve("run/family") + "\n", trained.out());
        for (String part : List.of("vae", "latents", "flow")) {
            assertTrue(trained.err().contains(part + ": running") && trained.err().contains(part + ": done"),
                    trained.err());
        }
        assertTrue(trained.err().contains("vae: step 10, loss ") && trained.err().contains("The family of step 10"),
                trained.err());
    }

    /** The graph of the first picture, with this family in place of the one that comes along. */
    @Test
    void theProductDrawsWithTheFamily() throws IOException {
        Files.writeString(folder.resolve("picture.stillroom"), ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE)
                .replace(MiniFamily.NAME + "/", "family/"));
        Cli.Ended drawn = cli.run("run", "picture.stillroom", "--models", folder.resolve("run").toString(),
                "--set", "denoiser.steps=2", "--set", "prompt.text=a red circle");
        assertEquals(0, drawn.code(), drawn.toString());
        Path picture = Path.of(drawn.out().strip());
        assertEquals(64, ImageIO.read(picture.toFile()).getWidth());
    }

    @Test
    void aPartAloneGoesOnAndDoesNotExport() throws IOException {
        byte[] before = Files.readAllBytes(folder.resolve("run/vae/state.safetensors"));
        Cli.Ended again = cli.run("train", "--quick", "--run", "run", "--part", "vae", "--part", "latents");
        assertEquals(0, again.code(), again.toString());
        assertEquals("", again.out());
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("run/vae/state.safetensors")));
    }

    @Test
    void theFamilyIsWrittenWhereItIsWanted() {
        Cli.Ended again = cli.run("train", "--quick", "--run", "run", "--part", "FLOW", "--family", "mine");
        assertEquals(0, again.code(), again.toString());
        assertEquals(folder.resolve("mine") + "\n", again.out());
        assertTrue(Files.exists(folder.resolve("mine/model_index.json")));
    }

    @Test
    void theLastCheckpointIsExportedWithoutATraining() {
        Cli.Ended ended = cli.run("train", "--quick", "--run", "run", "--export", "--family", "exported");
        assertEquals(0, ended.code(), ended.toString());
        assertFalse(ended.err().contains("running"), ended.err());
        assertTrue(Files.exists(folder.resolve("exported/transformer/diffusion_pytorch_model.safetensors")));
        Cli.Ended nothing = cli.run("train", "--quick", "--run", "nothing-there", "--export");
        assertEquals(4, nothing.code(), nothing.toString());
        assertTrue(nothing.err().contains("finish it first: --part vae"), nothing.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2 | --device | gpu     | --device",
        "2 | --part   | decoder | decoder",
        "2 | --seed   | one     | --seed",
        "2 | --steps  | 0       | --steps must be 1 or more",
        "4 | --steps  | 5       | 10 steps already, more than 5",
        "4 | --seed   | 2       | its seed is 1, not 2"})
    void whatIsWrongIsNamed(int code, String option, String value, String message) {
        Cli.Ended ended = cli.run("train", "--quick", "--run", "run", option, value);
        assertEquals(code, ended.code(), ended.toString());
        assertTrue(ended.err().contains(message), ended.err());
        assertEquals("", ended.out());
    }

    @Test
    void aLongRunIsNotContinuedWithAQuickOne() {
        Cli.Ended ended = cli.run("train", "--run", "run");
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().contains("another run: its rates"), ended.err());
    }

    /** From the family that comes along; its language model comes first, and it has no autoencoder. */
    @Test
    void aFaithfulFamilyStartsFromAnother() throws IOException {
        Path start = folder.resolve("start");
        MiniFamily.write(start);
        Cli.Ended ended = cli.run("train", "--quick", "--faithful", "--start", start.toString(), "--run", "faithful",
                "--part", "language", "--part", "latents", "--part", "texts");
        assertEquals(0, ended.code(), ended.toString());
        for (String part : List.of("language", "latents", "texts")) {
            assertTrue(ended.err().contains(part + ": done"), ended.err());
        }
        assertTrue(Files.readString(folder.resolve("faithful/tokenizer_2/tokenizer.json")).contains("<extra_id_0>"));
        Cli.Ended vae = cli.run("train", "--quick", "--faithful", "--start", start.toString(), "--run", "faithful",
                "--part", "vae");
        assertEquals(4, vae.code(), vae.toString());
        assertTrue(vae.err().contains("has no part vae: its autoencoder is that of " + start), vae.err());
    }

    /** Each of what makes a family faithful can be left off, or chosen alone. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "4 | --encoder  | language | of another run: its tokenizer",
        "4 | --captions | prose    | captions PLAIN, not PROSE",
        "4 | --pieces   | language | pieces CAPTIONS, not LANGUAGE",
        "4 | --tokens   | 32       | tokens 16, not 32",
        "2 | --tokens   | 1        | 2 or more are expected",
        "3 | --start    | nowhere  | check --start"})
    void anotherChoiceIsAnotherRun(int code, String option, String value, String message) {
        Cli.Ended ended = cli.run("train", "--quick", "--run", "run", "--part", "flow", option, value);
        assertEquals(code, ended.code(), ended.toString());
        assertTrue(ended.err().contains(message), ended.err());
    }

    @Test
    void partsOutOfTheirOrderNameTheOneBefore() {
        Cli.Ended ended = cli.run("train", "--quick", "--run", "empty", "--part", "flow");
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().contains("--part latents"), ended.err());
    }

    @Test
    void aFileInPlaceOfTheRunFolderExitsWith4() throws IOException {
        Files.writeString(folder.resolve("file"), "mine");
        Cli.Ended ended = cli.run("train", "--quick", "--run", "file");
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().contains(folder.resolve("file").toString()), ended.err());
    }
}
