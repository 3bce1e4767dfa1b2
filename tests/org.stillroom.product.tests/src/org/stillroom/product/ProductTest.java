// SPDX-License-Identifier: EPL-2.0
package org.stillroom.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The whole program, as a user scripts against it. */
class ProductTest extends ProductTestBase {

    @Test
    void drawsTheFirstPicture() throws Exception {
        Product.Ended ended = runGraph("first-picture.stillroom", "--out", "pictures");
        assertEquals(0, ended.code(), ended.output());
        List<String> pictures = Product.filesIn(folder.resolve("pictures"));
        assertEquals(1, pictures.size(), pictures.toString());
        assertTrue(ended.output().contains(pictures.get(0)), "says where the picture is: " + ended.output());
        assertTrue(ImageIO.read(folder.resolve("pictures").resolve(pictures.get(0)).toFile()).getWidth() >= 64);
    }

    @Test
    void swappingTheEncoderIsOneParameterAndChangesThePicture() throws Exception {
        assertEquals(0, runGraph("first-picture.stillroom", "--out", "teacher").code());
        assertEquals(0, runGraph("first-picture.stillroom", "--out", "again").code());
        Product.Ended swapped = runGraph("first-picture.stillroom", "--out", "student", "--set",
                "t5_encoder.model=mini/students/base");
        assertEquals(0, swapped.code(), swapped.output());
        assertArrayEquals(pixels("teacher"), pixels("again"), "the same graph draws the same picture");
        assertFalse(Arrays.equals(pixels("teacher"), pixels("student")), "another encoder draws another picture");
    }

    @Test
    void writesEventsAsLinesOfJson() throws Exception {
        assertEquals(0, runGraph("first-picture.stillroom", "--out", "pictures", "--events", "events.jsonl").code());
        List<String> lines = Files.readAllLines(folder.resolve("events.jsonl"));
        assertTrue(lines.stream().allMatch(line -> line.startsWith("{") && line.endsWith("}")), lines.toString());
        for (String word : List.of("\"progress\"", "\"done\"")) {
            assertTrue(lines.stream().anyMatch(line -> line.contains("\"denoiser\"") && line.contains(word)),
                    word + " of the denoiser in " + lines);
        }
    }

    @Test
    void ctrlCStopsInTheMiddleOfDenoisingAndLeavesNoPartialFile() throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = Product.start(folder, output, List.of("run",
                Product.graph("first-picture.stillroom").toString(), "--models", models(), "--out", "pictures",
                "--set", "denoiser.steps=1000", "--events", "events.jsonl"));
        Product.awaitText(folder.resolve("events.jsonl"), "\"progress\"", process);
        Product.interrupt(process);
        assertTrue(process.waitFor(5, TimeUnit.SECONDS), "ends soon after Ctrl-C");
        assertEquals(130, process.exitValue(), Files.readString(output));
        assertEquals(List.of(), Product.filesIn(folder.resolve("pictures")));
    }

    @Test
    void namesAMissingModelAndExitsWith3() throws Exception {
        Product.Ended ended = runGraph("first-picture.stillroom", "--set", "t5_encoder.model=not/there");
        assertEquals(3, ended.code(), ended.output());
        assertTrue(ended.output().contains("t5_encoder") && ended.output().contains("not/there"), ended.output());
    }

    @Test
    void aWrongGraphExitsWith1AndWrongUsageWith2() throws Exception {
        Product.Ended wrong = runGraph("first-picture.stillroom", "--set", "denoiser.steps=0");
        assertEquals(1, wrong.code(), wrong.output());
        assertTrue(wrong.output().contains("denoiser.steps"), wrong.output());
        assertEquals(2, Product.run(folder, "run").code());
        assertEquals(2, Product.run(folder, "paint").code());
    }

    @Test
    void aFileInPlaceOfTheOutputFolderIsNamed() throws Exception {
        Files.writeString(folder.resolve("pictures"), "not a folder");
        Product.Ended ended = runGraph("first-picture.stillroom", "--out", "pictures");
        assertEquals(4, ended.code(), ended.output());
        assertTrue(ended.output().contains("pictures"), ended.output());
    }

    @Test
    void twoRunsAtOnceWriteTheirPicturesSideBySide() throws Exception {
        List<String> arguments = List.of("run", Product.graph("first-picture.stillroom").toString(),
                "--models", models(), "--out", "pictures");
        Process first = Product.start(folder, folder.resolve("1.txt"), arguments);
        Process second = Product.start(folder, folder.resolve("2.txt"), arguments);
        assertEquals(0, first.waitFor(), Files.readString(folder.resolve("1.txt")));
        assertEquals(0, second.waitFor(), Files.readString(folder.resolve("2.txt")));
        assertEquals(2, Product.filesIn(folder.resolve("pictures")).size());
    }

    @Test
    void listsItsNodesAndItsVersion() throws Exception {
        Product.Ended nodes = Product.run(folder, "nodes");
        assertEquals(0, nodes.code(), nodes.output());
        for (String type : List.of("prompt", "tokenizer", "t5Encoder", "chooseEncoder", "clipEncoder", "lora",
                "latentNoise", "denoiser", "vaeDecoder", "vaeEncoder", "loadImage", "saveImage",
                "imageViewer", "compareImages", "scaleImage", "cropOrPad", "joinImages", "saveTensors",
                "drawPrompts")) {
            assertTrue(nodes.output().contains("org.stillroom." + type), type + " in " + nodes.output());
        }
        Product.Ended version = Product.run(folder, "--version");
        assertEquals(0, version.code());
        assertTrue(version.output().contains("0.1.0"), version.output());
    }

    private Product.Ended runGraph(String graph, String... more) throws Exception {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "run";
        arguments[1] = Product.graph(graph).toString();
        arguments[2] = "--models";
        arguments[3] = models();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Product.run(folder, arguments);
    }

    private static String models() {
        return shared.resolve("models").toString();
    }

    private int[] pixels(String out) throws Exception {
        Path pictures = folder.resolve(out);
        var image = ImageIO.read(pictures.resolve(Product.filesIn(pictures).get(0)).toFile());
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
