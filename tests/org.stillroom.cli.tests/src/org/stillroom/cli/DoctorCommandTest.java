// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

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
    void nothingIsLackingForGraphsThatRun() throws IOException {
        cli.graph("words.stillroom");
        Files.createDirectories(folder.resolve("deep/er"));
        Files.copy(folder.resolve("words.stillroom"), folder.resolve("deep/er/more.stillroom"));
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/broken.stillroom"), "{");
        Cli.Ended ended = cli.run("doctor", ".");
        assertEquals(0, ended.code(), ended.toString());
        assertEquals("2 graphs: nothing is lacking\n", ended.out());
    }

    @Test
    void aMissingModelIsNamedWithSizeLicenceSourceAndAllItsGraphs() throws IOException {
        pinned("models/mine", "---\nlicense: cc-by-nc-4.0\n---\n");
        Files.copy(folder.resolve("words.stillroom"), folder.resolve("other.stillroom"));
        Files.move(folder.resolve("models/mine"), folder.resolve("away"));
        Cli.Ended ended = cli.run("doctor", ".");
        assertEquals(3, ended.code(), ended.toString());
        String out = ended.out().replaceAll(" +", " ");
        assertTrue(out.startsWith("lacks model mine is not in any model folder, 14 B, licence cc-by-nc-4.0; get it "
                + "from who made the graph, into " + folder.resolve("models") + " (other.stillroom, words.stillroom)"),
                out);
        assertTrue(out.contains("note licence mine its licence, cc-by-nc-4.0, is for non-commercial use"), out);
        assertTrue(out.endsWith("2 graphs: 1 thing is lacking, 1 note\n"), out);
    }

    @Test
    void aModelThatHasAnotherNameHereIsFoundByItsChecksum() throws IOException {
        pinned("models/mine", "");
        Files.move(folder.resolve("models/mine"), folder.resolve("models/yours"));
        String out = cli.run("doctor", ".").out().replaceAll(" +", " ");
        assertTrue(out.startsWith("lacks model mine is here under the name \"yours\"; rename it"), out);
    }

    @Test
    void whatDiffersFromTheGraphsPinsIsANote() throws IOException {
        pinned("models/mine", "");
        Files.writeString(folder.resolve("models/mine/config.json"), "{\"d_model\": 2}");
        Cli.Ended ended = cli.run("doctor", ".");
        assertEquals(0, ended.code(), ended.toString());
        assertTrue(ended.out().contains("config.json has other contents"), ended.out());
    }

    @Test
    void nodeTypesOfOtherBundlesAndNewerVersionsAreNamed() throws IOException {
        Path graph = cli.graph("words.stillroom", "\"type\": \"apptest.work\"", "\"type\": \"com.example.shout\"");
        Files.writeString(graph, Files.readString(graph).replaceFirst("\"nodes\"", "\"providers\": "
                + "{\"com.example.shout\": {\"bundle\": \"com.example\", \"feature\": \"com.example.feature\"}}, "
                + "\"nodes\""));
        Files.writeString(folder.resolve("new.stillroom"), """
                {"format": "stillroom", "version": 1, "nodes": {"a": {"type": "apptest.source", "version": 99}}}""");
        Cli.Ended ended = cli.run("doctor", ".");
        assertEquals(3, ended.code(), ended.toString());
        String out = ended.out().replaceAll(" +", " ");
        assertTrue(out.contains("lacks node-type com.example.shout is not installed; install the feature "
                + "com.example.feature (words.stillroom)"), out);
        assertTrue(out.contains("lacks node-type apptest.source is version 99 in the graph, and version "), out);
    }

    @Test
    void aGraphThatIsWrongOrCannotBeReadExitsWith1() throws IOException {
        Files.writeString(folder.resolve("broken.stillroom"), "{");
        Cli.Ended ended = cli.run("doctor", ".");
        assertEquals(1, ended.code(), ended.toString());
        assertTrue(ended.out().startsWith("lacks  graph  broken.stillroom"), ended.out());
    }

    @Test
    void filesProgramsAndDevicesAreLookedFor() throws IOException {
        Files.writeString(folder.resolve("picture.stillroom"), """
                {"format": "stillroom", "version": 1, "nodes": {"load": {"parameters": {"file": "nowhere.png"},
                "type": "org.stillroom.loadImage", "version": 1}}}""");
        Cli.Ended ended = cli.run("doctor", "picture.stillroom", "--device", "cuda:7");
        assertEquals(3, ended.code(), ended.toString());
        String out = ended.out().replaceAll(" +", " ");
        assertTrue(out.contains("lacks file load.file file: file \"nowhere.png\" was not found")
                || out.contains("lacks file load.file file \"nowhere.png\" was not found"), out);
        assertTrue(out.contains("lacks device cuda:7"), out);
    }

    @Test
    void aLinkToAFolderIsLookedThrough() throws IOException {
        cli.graph("words.stillroom");
        Files.createSymbolicLink(Files.createDirectories(folder.resolve("else")).resolve("link"), folder);
        assertEquals("1 graph: nothing is lacking\n", cli.run("doctor", "else/link").out());
    }

    @Test
    void linksInTheFolderAreFollowedOnceEach() throws IOException {
        Path shared = Files.createDirectories(folder.resolve("shared/deep"));
        cli.graph("words.stillroom");
        Files.move(folder.resolve("words.stillroom"), shared.resolve("words.stillroom"));
        Path mine = Files.createDirectories(folder.resolve("mine"));
        Files.createSymbolicLink(mine.resolve("a"), folder.resolve("shared"));
        Files.createSymbolicLink(mine.resolve("b"), folder.resolve("shared"));
        Files.createSymbolicLink(shared.resolve("around"), mine);
        Files.createSymbolicLink(mine.resolve("lost.stillroom"), folder.resolve("nothing"));
        Cli.Ended ended = cli.run("doctor", "mine");
        assertEquals("1 graph: nothing is lacking\n", ended.out());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().contains("lost.stillroom is a link that leads nowhere"), ended.err());
    }

    @Test
    void aLicenceInAGraphOfAStrangerDisturbsNoTerminal() throws IOException {
        pinned("models/mine", "---\nlicense: other\nlicense_name: my research terms\n---\n");
        Files.move(folder.resolve("models/mine"), folder.resolve("away"));
        Path graph = folder.resolve("words.stillroom");
        Files.writeString(graph, Files.readString(graph).replace("my research", "my \\u001b[2J research"));
        String out = cli.run("doctor", ".").out();
        assertTrue(out.contains("is for research") && out.indexOf('\u001b') < 0, out);
    }

    @Test
    void jsonHasTheSame() throws IOException {
        pinned("models/mine", "");
        Files.move(folder.resolve("models/mine"), folder.resolve("away"));
        Cli.Ended ended = cli.run("doctor", ".", "--json");
        assertEquals(3, ended.code(), ended.toString());
        JsonNode json = new ObjectMapper().readTree(ended.out());
        assertEquals(1, json.path("graphs").intValue());
        JsonNode finding = json.path("findings").path(0);
        assertEquals(List.of("model", "mine", "words.stillroom"), List.of(finding.path("kind").textValue(),
                finding.path("subject").textValue(), finding.path("graphs").path(0).textValue()));
        assertTrue(finding.path("lacks").booleanValue() && !finding.path("todo").textValue().isEmpty());
    }

    @Test
    void aFolderWithoutGraphsIsNamed() throws IOException {
        assertEquals(3, cli.run("doctor", "nowhere").code());
        Cli.Ended ended = cli.run("doctor", ".");
        assertEquals(3, ended.code(), ended.toString());
        assertTrue(ended.err().contains("has no .stillroom files"), ended.err());
        assertFalse(ended.err().contains("unforeseen"), ended.err());
    }

    /** A graph that names a model, with its pins. */
    private void pinned(String model, String card) throws IOException {
        cli.graph("words.stillroom", MODEL, WITH_MODEL);
        Path made = Files.createDirectories(folder.resolve(model));
        Files.writeString(made.resolve("config.json"), "{\"d_model\": 1}");
        if (!card.isEmpty()) {
            Files.writeString(made.resolve("README.md"), card);
        }
        assertEquals(0, cli.run("pin", "words.stillroom").code());
    }
}
