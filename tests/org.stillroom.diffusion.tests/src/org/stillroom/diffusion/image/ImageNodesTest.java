// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.Node;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.runtime.Tensor;

/** The nodes that read, save and show pictures. */
class ImageNodesTest {

    @TempDir
    Path models;

    @TempDir
    Path output;

    private Checksums checksums;

    @BeforeEach
    void ownCache(@TempDir Path cache) {
        checksums = new Checksums(cache.resolve("checksums.json"));
    }

    @Test
    void savedPicturesCarryGraphAndChecksums() throws Exception {
        Files.writeString(Files.createDirectory(models.resolve("vae")).resolve("config.json"), "abc");
        Graph graph = Graph.EMPTY.with(Node.of("save", "org.stillroom.saveImage"));
        try (Picture picture = new Picture(Tensor.randn(1, 2, 3, 8, 8)); FakeContext context = context("saveImage")) {
            context.share(Checksums.class, checksums);
            context.graph = graph;
            context.modelsUsed.add("vae");
            context.in("image", picture).set("name", "bild").execute();
            assertEquals(List.of(output.resolve("bild_00001.png"), output.resolve("bild_00002.png")), context.written);
            Path file = context.written.get(1);
            assertEquals(graph, GraphFile.parse(PngFiles.graphOf(file).orElseThrow(), "picture"));
            JsonNode sums = new ObjectMapper().readTree(PngText.read(file).get(PngFiles.MODELS));
            assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                    sums.path("vae").path("config.json").asText());
        }
    }

    @Test
    void nameThatIsNoFileNameIsRefusedWhileEditingAndRunning() throws Exception {
        try (Picture picture = new Picture(Tensor.randn(1, 1, 3, 8, 8)); FakeContext context = context("saveImage")) {
            context.set("name", "../elsewhere").configure();
            assertTrue(context.errors.get(0).startsWith("name: "), context.errors.toString());
            NodeException problem = assertThrows(NodeException.class, () -> context.in("image", picture).execute());
            assertEquals("name", problem.at());
        }
    }

    @Test
    void outputFolderThatCannotBeWrittenIsASentence() throws Exception {
        Path noFolder = Files.createFile(output.resolve("file"));
        try (Picture picture = new Picture(Tensor.randn(1, 1, 3, 8, 8));
                FakeContext context = new FakeContext("imageViewer", models, noFolder)) {
            NodeException problem = assertThrows(NodeException.class, () -> context.in("image", picture).execute());
            assertTrue(problem.getMessage().contains(noFolder.toString()), problem.getMessage());
        }
    }

    @Test
    void viewerWritesOverItsOwnFile() throws Exception {
        try (Picture one = new Picture(Tensor.randn(1, 1, 3, 8, 8));
                Picture two = new Picture(Tensor.randn(1, 2, 3, 8, 8));
                FakeContext context = context("imageViewer")) {
            context.in("image", one).execute().execute();
            context.in("image", two).execute();
            assertEquals(List.of("node.png", "node.png", "node-1.png", "node-2.png"),
                    context.written.stream().map(file -> file.getFileName().toString()).toList());
        }
    }

    /** Files are shared: no node's id may be a name that only Windows refuses, and no two nodes share a file. */
    @Test
    void viewerOfAnyIdWritesItsFile() throws Exception {
        try (Picture one = new Picture(Tensor.randn(1, 1, 3, 8, 8));
                Picture two = new Picture(Tensor.randn(1, 2, 3, 8, 8));
                FakeContext context = context("imageViewer")) {
            for (String id : List.of("con", "LPT1", "con_", "console")) {
                context.nodeId = id;
                context.in("image", one).execute();
            }
            context.nodeId = "con";
            context.in("image", two).execute();
            assertEquals(List.of("con~.png", "LPT1~.png", "con_.png", "console.png", "con~-1.png", "con~-2.png"),
                    context.written.stream().map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void comparedPicturesOfAnySizesAreWrittenUnderTheirInputs() throws Exception {
        Graph graph = Graph.EMPTY.with(Node.of("compare", "org.stillroom.compareImages"));
        try (Picture small = new Picture(Tensor.randn(1, 1, 3, 8, 8));
                Picture large = new Picture(Tensor.randn(2, 1, 3, 24, 16));
                Picture two = new Picture(Tensor.randn(3, 2, 3, 8, 8));
                FakeContext context = context("compareImages")) {
            context.nodeId = "con";
            context.graph = graph;
            context.in("a", small).in("b", large).in("d", two).execute().execute();
            List<String> names = List.of("con_a.png", "con_b.png", "con_d-1.png", "con_d-2.png");
            assertEquals(names, context.written.subList(4, 8).stream()
                    .map(file -> file.getFileName().toString()).toList());
            assertEquals(names, list(output));
            assertEquals(new PictureFiles.Size(16, 24), PictureFiles.size(output.resolve("con_b.png")));
            assertEquals(graph, GraphFile.parse(PngFiles.graphOf(output.resolve("con_d-2.png")).orElseThrow(), "d"));
            assertEquals(List.of("0/4", "1/4", "2/4", "3/4", "4/4"), context.progress.subList(0, 5));
        }
    }

    @Test
    void comparisonStopsBetweenTwoPictures() throws Exception {
        try (Picture one = new Picture(Tensor.randn(1, 1, 3, 8, 8)); FakeContext context = context("compareImages")) {
            context.in("a", one).in("b", one).cancelAfter(1);
            assertThrows(CancellationException.class, context::execute);
            assertTrue(list(output).size() < 2, list(output).toString());
        }
    }

    @Test
    void joinedPicturesStandSideBySideOnWhite() throws Exception {
        try (Picture small = new Picture(Tensor.of(new float[] {0.1f, 0.2f, 0.3f}, 1, 3, 1, 1));
                Picture two = new Picture(Tensor.of(
                        new float[] {0, 0.5f, 0, 0.5f, 0, 0.5f, 0.6f, 0.7f, 0.6f, 0.7f, 0.6f, 0.7f}, 2, 3, 2, 1));
                FakeContext context = context("joinImages")) {
            context.in("a", small).in("c", two).spec("a", new Picture.Info(1, 1, 1))
                    .spec("c", new Picture.Info(2, 1, 2)).set("gap", 1).configure().execute();
            assertEquals(new Picture.Info(2, 3, 2), context.spec("image", Picture.Info.class));
            Tensor joined = context.out("image", Picture.class).pixels();
            assertArrayEquals(new long[] {2, 3, 2, 3}, joined.shape());
            assertArrayEquals(new float[] {
                0.1f, 1, 0, 1, 1, 0.5f, 0.2f, 1, 0, 1, 1, 0.5f, 0.3f, 1, 0, 1, 1, 0.5f,
                0.1f, 1, 0.6f, 1, 1, 0.7f, 0.2f, 1, 0.6f, 1, 1, 0.7f, 0.3f, 1, 0.6f, 1, 1, 0.7f}, joined.floats());
        }
    }

    @Test
    void joinedPicturesOfUnknownSizesHaveNone() throws Exception {
        try (FakeContext context = context("joinImages")) {
            context.spec("a", new Picture.Info(1, 8, 8)).spec("b", new Picture.Info(1, 0, 0)).configure();
            assertEquals(new Picture.Info(0, 0, 0), context.spec("image", Picture.Info.class));
        }
    }

    @Test
    void loadedPictureIsTheSavedOne() throws Exception {
        try (Tensor pixels = Tensor.of(new float[] {0, 0.2f, 0.4f, 0.6f, 0.8f, 1}, 1, 3, 1, 2);
                FakeContext context = context("loadImage")) {
            PngFiles.writeOver(models, "given", pixels, 0, new TreeMap<>(), () -> {});
            context.set("file", "given.png").configure();
            assertEquals(new Picture.Info(1, 2, 1), context.spec("image", Picture.Info.class));
            assertArrayEquals(pixels.floats(), context.execute().out("image", Picture.class).pixels().floats(), 1e-6f);
        }
    }

    @Test
    void whatIsTransparentIsAMaskOfTheSameSize() throws Exception {
        try (FakeContext context = new FakeContext("loadImage", TestData.own("files"), output)) {
            context.set("file", "lossless-alpha.webp").configure();
            assertEquals(new Picture.Info(1, 20, 12), context.spec("mask", Picture.Info.class));
            float[] mask = context.execute().out("mask", Picture.class).pixels().floats();
            assertEquals(3 * 20 * 12, mask.length);
            assertEquals(1, mask[0], 1e-6, "transparent on the left");
            assertEquals(8 / 255f, mask[19], 1e-6, "nearly opaque on the right");
            context.set("file", "orientation-6.jpg").configure();
            assertEquals(new Picture.Info(1, 12, 20), context.spec("image", Picture.Info.class));
            mask = context.execute().out("mask", Picture.class).pixels().floats();
            assertEquals(0, mask[100], "opaque everywhere");
        }
    }

    @Test
    void missingAndDamagedFilesAreReportedAtTheParameter() throws Exception {
        try (FakeContext context = context("loadImage")) {
            context.set("file", "missing.png").configure();
            assertTrue(context.errors.get(0).startsWith("file: "), context.errors.toString());
            assertThrows(MissingModelException.class, context::execute);
            Files.writeString(models.resolve("text.png"), "text");
            context.set("file", "text.png").configure();
            assertTrue(context.errors.get(1).contains("is not a PNG, JPEG"), context.errors.toString());
            assertEquals("file", assertThrows(NodeException.class, context::execute).at());
        }
    }

    private static List<String> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private FakeContext context(String type) {
        return new FakeContext(type, models, output);
    }
}
