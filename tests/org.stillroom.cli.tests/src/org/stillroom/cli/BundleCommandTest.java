// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.mini.MiniFamily;

/** bundle and unbundle. */
class BundleCommandTest {

    /** Scales a picture that lies above the graph's folder, with a small model that is not the family's. */
    private static final String GRAPH = """
            {
              "format": "stillroom",
              "version": 1,
              "nodes": {
                "decoder": {
                  "inputs": {"latent": "encoder.latent"},
                  "parameters": {"model": "mini/vae"},
                  "type": "org.stillroom.vaeDecoder",
                  "version": 1
                },
                "encoder": {
                  "inputs": {"image": "load.image"},
                  "parameters": {"model": "mini/vae"},
                  "type": "org.stillroom.vaeEncoder",
                  "version": 1
                },
                "load": {
                  "parameters": {"file": "../pictures/cat.png"},
                  "type": "org.stillroom.loadImage",
                  "version": 1
                },
                "save": {
                  "inputs": {"image": "decoder.image"},
                  "type": "org.stillroom.saveImage",
                  "version": 1
                }
              }
            }
            """;

    @TempDir
    Path folder;

    private Path work;
    private Cli cli;

    @BeforeEach
    void makeFolders() throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
        cli = new Cli(work);
        MiniFamily.write(work.resolve("models").resolve(MiniFamily.NAME));
        Files.writeString(work.resolve("cat.stillroom"), GRAPH);
        Files.createDirectories(folder.resolve("pictures"));
        Files.write(folder.resolve("pictures/cat.png"), picture());
    }

    @Test
    void aBundleOpensElsewhereAndDrawsTheSame() throws Exception {
        Cli.Ended packed = cli.run("bundle", "cat.stillroom");
        assertEquals(0, packed.code(), packed.toString());
        Path bundle = work.resolve("cat.stillroom.zip");
        assertEquals(bundle + "\n", packed.out());
        assertTrue(packed.err().contains("packed") && packed.err().contains("mini/vae")
                && packed.err().contains("epl-2.0"), packed.err());
        byte[] bytes = Files.readAllBytes(bundle);
        for (String command : List.of("check", "run", "plan", "batch", "pin")) {
            Cli.Ended asGraph = cli.run(command, "cat.stillroom.zip");
            assertEquals(1, asGraph.code(), asGraph.toString());
            assertTrue(asGraph.err().contains("is a bundle; unpack it with \"stillroom unbundle cat.stillroom.zip\""),
                    asGraph.toString());
        }
        assertEquals(0, cli.run("bundle", "cat.stillroom").code());
        assertArrayEquals(bytes, Files.readAllBytes(bundle));
        assertEquals(GRAPH, Files.readString(work.resolve("cat.stillroom")), "the graph's own file stays as it is");

        Path far = Files.createDirectories(folder.resolve("far/away"));
        Cli elsewhere = new Cli(far);
        Files.move(bundle, far.resolve("cat.stillroom.zip"));
        Cli.Ended opened = elsewhere.run("unbundle", "cat.stillroom.zip");
        assertEquals(0, opened.code(), opened.toString());
        Path unpacked = far.resolve("cat/cat.stillroom");
        assertEquals(unpacked + "\n", opened.out());
        assertEquals("no problems\n", elsewhere.run("check", "cat/cat.stillroom").out());
        Graph graph = GraphFile.read(unpacked);
        assertEquals("files/cat.png", graph.nodes().get("load").parameters().get("file").textValue());
        assertEquals("epl-2.0", graph.models().get("mini/vae").origin().license());
        assertTrue(Files.exists(far.resolve("cat/licences/mini/vae/README.md")));
        assertFalse(Files.exists(far.resolve("cat/models/mini/transformer")), "only what the graph names");

        assertEquals(0, cli.run("run", "cat.stillroom", "--out", "out").code());
        Cli.Ended run = elsewhere.run("run", "cat/cat.stillroom", "--out", "out");
        assertEquals(0, run.code(), run.toString());
        List<String> drawn = Cli.filesIn(far.resolve("out"));
        assertEquals(Cli.filesIn(work.resolve("out")), drawn);
        assertArrayEquals(pixels(work.resolve("out").resolve(drawn.getFirst())),
                pixels(far.resolve("out").resolve(drawn.getFirst())));
    }

    @Test
    void largeModelsAreLeftOutAndNamed() {
        Cli.Ended packed = cli.run("bundle", "cat.stillroom", "--limit", "10kB", "-o", "small.zip");
        assertEquals(0, packed.code(), packed.toString());
        assertTrue(packed.err().replaceAll(" +", " ").contains("left out mini/vae"), packed.err());
        assertTrue(packed.err().contains("larger than --limit"), packed.err());
        Cli.Ended opened = new Cli(folder).run("unbundle", "work/small.zip", "-o", "there");
        assertEquals(0, opened.code(), opened.toString());
        assertTrue(opened.err().contains("\"mini/vae\" (") && opened.err().contains("is not in the bundle"),
                opened.err());
        assertEquals(3, new Cli(folder).run("check", "there/cat.stillroom").code());
        assertTrue(cli.run("bundle", "cat.stillroom", "--limit", "10kB", "--with", "decoder").err()
                .replaceAll(" +", " ").contains("packed mini/vae"));
    }

    @Test
    void whatIsMissingIsNamedAndCanBeLeftOut() throws IOException {
        Files.delete(folder.resolve("pictures/cat.png"));
        Cli.Ended missing = cli.run("bundle", "cat.stillroom");
        assertEquals(3, missing.code(), missing.toString());
        assertTrue(missing.err().contains("load.file: ") && missing.err().contains("--without load"), missing.err());
        assertFalse(Files.exists(work.resolve("cat.stillroom.zip")));
        assertEquals(0, cli.run("bundle", "cat.stillroom", "--without", "load.file").code());
        Path lost = Files.writeString(work.resolve("lost.stillroom"), GRAPH.replace("mini/vae", "lost/vae"));
        assertEquals(3, cli.run("bundle", lost.getFileName().toString(), "--without", "load").code());
        Cli.Ended without = cli.run("bundle", "lost.stillroom", "--without", "load", "--without", "decoder",
                "--without", "encoder.model");
        assertEquals(0, without.code(), without.toString());
    }

    @Test
    void twoPicturesOfOneNameAreBothInIt() throws Exception {
        Files.copy(folder.resolve("pictures/cat.png"), Files.createDirectories(work.resolve("b")).resolve("cat.png"));
        Files.writeString(work.resolve("cat.stillroom"), GRAPH.replace("\"load\": {", """
                "other": {
                  "parameters": {"file": "b/cat.png"},
                  "type": "org.stillroom.loadImage",
                  "version": 1
                },
                "load": {"""));
        assertEquals(0, cli.run("bundle", "cat.stillroom", "-o", "two.zip").code());
        assertEquals(0, cli.run("unbundle", "two.zip").code());
        assertEquals(List.of("cat-2.png", "cat.png"), Cli.filesIn(work.resolve("two/files")));
    }

    @ParameterizedTest
    @CsvSource({"'a \"cat\": 1?.png', a _cat__ 1_.png", ".hidden.png, _hidden.png", "nul.png, _nul.png",
        "Cat.PNG, Cat-2.PNG"})
    @DisabledOnOs(OS.WINDOWS)
    void aPictureWhoseNameNotEverySystemCanHaveGetsAnother(String odd, String inBundle) throws Exception {
        Files.copy(folder.resolve("pictures/cat.png"), folder.resolve("pictures").resolve(odd));
        String second = GRAPH.replace("\"load\": {", """
                "other": {
                  "parameters": {"file": "../pictures/%s"},
                  "type": "org.stillroom.loadImage",
                  "version": 1
                },
                "load": {""".formatted(odd.replace("\"", "\\\"")));
        Files.writeString(work.resolve("cat.stillroom"), second);
        Cli.Ended packed = cli.run("bundle", "cat.stillroom", "-o", "odd.zip");
        assertEquals(0, packed.code(), packed.toString());
        assertTrue(packed.err().contains("as files/" + inBundle), packed.err());
        assertEquals(0, cli.run("unbundle", "odd.zip").code());
        assertTrue(Cli.filesIn(work.resolve("odd/files")).containsAll(List.of("cat.png", inBundle)),
                Cli.filesIn(work.resolve("odd/files")).toString());
        assertEquals("no problems\n", cli.run("check", "odd/cat.stillroom").out());
    }

    @ParameterizedTest
    @CsvSource({"bundle cat.stillroom --with paint,2,has no node \"paint\"",
        "bundle cat.stillroom --with load.fil,2,has no parameter \"fil\"",
        "bundle cat.stillroom --limit much,2,is not a size",
        "unbundle nothing.zip,3,is not there", "unbundle cat.stillroom,4,is no ZIP file",
        "bundle,2,GRAPH is missing", "unbundle models,3,is not a file"})
    void whatCannotBeDoneIsSaid(String arguments, int code, String message) {
        Cli.Ended ended = cli.run(arguments.split(" "));
        assertEquals(code, ended.code(), ended.toString());
        assertTrue(ended.err().contains(message), ended.err());
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, i * 37);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static int[] pixels(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
