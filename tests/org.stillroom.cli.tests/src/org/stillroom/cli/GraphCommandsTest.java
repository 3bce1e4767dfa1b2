// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** check, diff and pin. */
class GraphCommandsTest {

    private static final String MODEL = "\"type\": \"apptest.source\"";
    private static final String WITH_MODEL = "\"parameters\": {\"model\": \"mine\"},\n      " + MODEL;

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void makeCli() {
        cli = new Cli(folder);
    }

    @Test
    void aGoodGraphHasNoProblems() {
        cli.graph("words.stillroom");
        Cli.Ended ended = cli.run("check", "words.stillroom");
        assertEquals(0, ended.code(), ended.toString());
        assertEquals("no problems\n", ended.out());
    }

    @Test
    void aGraphThatShowsNothingGetsAWarning() {
        cli.graph("words.stillroom", "apptest.write", "apptest.work");
        Cli.Ended ended = cli.run("check", "words.stillroom");
        assertEquals(0, ended.code(), ended.toString());
        assertTrue(ended.out().startsWith("warning: no node shows or saves anything"), ended.out());
    }

    @Test
    void aMutedNodeShowsNothing() {
        String type = "\"type\": \"apptest.write\"";
        cli.graph("words.stillroom", type, "\"mode\": \"muted\",\n      " + type);
        Cli.Ended ended = cli.run("check", "words.stillroom");
        assertTrue(ended.out().startsWith("warning: no node shows or saves anything"), ended.out());
    }

    @Test
    void aValueThatIsRefusedIsTheOnlyProblemOfItsParameter() throws IOException {
        Files.writeString(folder.resolve("long.stillroom"), """
                {"format": "stillroom", "version": 1, "nodes": {
                  "vae": {"type": "org.stillroom.vaeDecoder", "version": 1, "parameters": {"model": "%s"}}}}
                """.formatted("m".repeat(5000)));
        Cli.Ended ended = cli.run("check", "long.stillroom");
        assertEquals(1, ended.out().lines().filter(line -> line.startsWith("error: vae.model: ")).count(), ended.out());
    }

    @Test
    void everyProblemIsNamedWithNodeAndPort() {
        cli.graph("words.stillroom", "\"text\": \"source.text\"", "\"txet\": \"source.text\"",
                "\"text\": \"work.text\"", "\"text\": \"work.words\"");
        Cli.Ended ended = cli.run("check", "words.stillroom");
        assertEquals(1, ended.code(), ended.toString());
        assertTrue(ended.out().contains("error: work.txet: "), ended.out());
        assertTrue(ended.out().contains("error: work.text: "), ended.out());
        assertTrue(ended.out().contains("error: write.text: "), ended.out());
        assertTrue(ended.out().endsWith("3 errors, 0 warnings\n"), ended.out());
    }

    @Test
    void aGraphThatOnlyMissesAModelExitsWith3() throws IOException {
        cli.graph("words.stillroom", MODEL, WITH_MODEL);
        Cli.Ended ended = cli.run("check", "words.stillroom");
        assertEquals(3, ended.code(), ended.toString());
        assertTrue(ended.out().contains("error: source.model: ") && ended.out().contains("mine"), ended.out());
        makeModel("models", "{}");
        assertEquals(0, cli.run("check", "words.stillroom").code());
    }

    @Test
    void modelFoldersAreFoundInTheirOrder() throws IOException {
        cli.graph("words.stillroom", MODEL, WITH_MODEL);
        makeModel("elsewhere", "{}");
        assertEquals(0, cli.run("check", "words.stillroom", "--models", "elsewhere").code());
        assertEquals(0, cli.with("STILLROOM_MODELS", "not-there:elsewhere").run("check", "words.stillroom").code());
        Cli.Ended ended = new Cli(folder).run("check", "words.stillroom", "--models", "not-there");
        assertEquals(3, ended.code(), ended.toString());
        assertTrue(ended.err().contains("not-there"), ended.err());
    }

    @Test
    void whatIsNoGraphIsRefused() throws IOException {
        Files.writeString(folder.resolve("broken.stillroom"), "{\"format\": ");
        Files.writeString(folder.resolve("picture.png"), "not a picture");
        assertEquals(1, cli.run("check", "broken.stillroom").code());
        assertEquals(1, cli.run("check", "picture.png").code());
        Cli.Ended missing = cli.run("check", "nothing.stillroom");
        assertEquals(3, missing.code());
        assertTrue(missing.err().contains("nothing.stillroom"), missing.err());
    }

    @Test
    void aJpegCarriesNoGraphWhateverItIsCalled() throws IOException {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16};
        for (String name : new String[] {"photo.jpg", "photo.png", "photo.stillroom"}) {
            Files.write(folder.resolve(name), jpeg);
            for (String command : new String[] {"run", "check"}) {
                Cli.Ended ended = cli.run(command, name);
                assertEquals(1, ended.code(), ended.toString());
                assertTrue(ended.err().contains(name + " is a JPEG picture, which carries no graph"), ended.err());
            }
        }
    }

    @Test
    void pinWritesChecksumsAndCheckComparesThem() throws Exception {
        Path graph = cli.graph("words.stillroom", MODEL, WITH_MODEL);
        Path config = makeModel("models", "{\"d_model\": 1}");
        Cli.Ended ended = cli.run("pin", "words.stillroom");
        assertEquals(0, ended.code(), ended.toString());
        String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(config)));
        assertTrue(Files.readString(graph).contains("\"config.json\": \"" + sum + "\""), Files.readString(graph));
        assertEquals("no problems\n", cli.run("check", "words.stillroom").out());

        byte[] pinned = Files.readAllBytes(graph);
        assertEquals(0, cli.run("pin", "words.stillroom").code());
        assertArrayEquals(pinned, Files.readAllBytes(graph), "pinning again changes nothing");

        Files.writeString(config, "{\"d_model\": 22}");
        Cli.Ended changed = cli.run("check", "words.stillroom");
        assertEquals(0, changed.code(), "a warning is no error");
        assertTrue(changed.out().contains("warning: source.model: "), changed.out());
        assertTrue(changed.out().contains("config.json has other contents"), changed.out());
    }

    @Test
    void pinWritesLicenceAndSizeAndCheckTellsWhenTheLicenceIsAnother() throws Exception {
        Path graph = cli.graph("words.stillroom", MODEL, WITH_MODEL);
        Path config = makeModel("models", "{\"d_model\": 1}");
        Path card = Files.writeString(config.resolveSibling("README.md"), "---\nlicense: cc-by-nc-4.0\n---\n");
        Cli.Ended ended = cli.run("pin", "words.stillroom");
        assertEquals(0, ended.code(), ended.toString());
        assertTrue(ended.err().contains("licence: cc-by-nc-4.0") && ended.err().contains("is for non-commercial use"),
                ended.err());
        String text = Files.readString(graph);
        assertTrue(text.contains("\"license\": \"cc-by-nc-4.0\"") && text.contains("\"bytes\": 14"), text);
        assertEquals("no problems\n", cli.run("check", "words.stillroom").out());
        Files.writeString(card, "---\nlicense: mit\n---\n");
        String changed = cli.run("check", "words.stillroom").out();
        assertTrue(changed.startsWith("warning: source.model: model \"mine\" has another licence than when the graph "
                + "was pinned: mit, and it was cc-by-nc-4.0; "), changed);
        Files.delete(card);
        assertEquals("no problems\n", cli.run("check", "words.stillroom").out(), "a copy without a card is no other");
    }

    @Test
    void pinLeavesAGraphAloneIfAModelIsMissing() throws IOException {
        Path graph = cli.graph("words.stillroom", MODEL, WITH_MODEL);
        byte[] before = Files.readAllBytes(graph);
        assertEquals(3, cli.run("pin", "words.stillroom").code());
        assertArrayEquals(before, Files.readAllBytes(graph));
        assertEquals(1, Cli.filesIn(folder).size(), "nothing is left beside it");
    }

    @Test
    void diffTellsWhatChangedAndMovementApart() throws IOException {
        Path graph = cli.graph("words.stillroom");
        Files.writeString(folder.resolve("after.stillroom"), Files.readString(graph)
                .replace("\"type\": \"apptest.work\"", "\"parameters\": {\"steps\": 9},\n\"type\": \"apptest.work\"")
                .replace("\"version\": 1,\n  \"nodes\"",
                        "\"version\": 1,\n\"layout\": {\"nodes\": {\"work\": {\"x\": 5, \"y\": 6}}},\n  \"nodes\""));
        Cli.Ended ended = cli.run("diff", "words.stillroom", "after.stillroom");
        assertEquals(0, ended.code(), ended.toString());
        int layout = ended.out().indexOf("layout only:");
        int steps = ended.out().indexOf("steps");
        assertTrue(steps >= 0 && layout > steps, ended.out());
        assertTrue(ended.out().substring(layout).contains("work"), ended.out());
        assertFalse(cli.run("diff", "--no-layout", "words.stillroom", "after.stillroom").out().contains("layout"));
        assertEquals(1, cli.run("diff", "--exit-code", "words.stillroom", "after.stillroom").code());
        Cli.Ended same = cli.run("diff", "--exit-code", "words.stillroom", "words.stillroom");
        assertEquals(0, same.code());
        assertEquals("no differences\n", same.out());
        assertEquals(3, cli.run("diff", "words.stillroom", "nothing.stillroom").code());
    }

    private Path makeModel(String models, String config) throws IOException {
        Path model = Files.createDirectories(folder.resolve(models).resolve("mine"));
        return Files.writeString(model.resolve("config.json"), config);
    }
}
