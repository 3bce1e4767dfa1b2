// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.batch.table.TableFormat;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.world.Captions;
import org.stillroom.world.Renderer;

/** Pictures that the miniature world draws itself stand for those of encoders: what is on them is known. */
class EvaluateTableTest {

    private static final String CIRCLE = "a red circle above a blue square";
    private static final String STAR = "a blue square above a red circle";
    private static final String HEAD = "prompt,t5.model,noise.seed,status,files,seconds,attempts,executor,threads,"
            + "device,finished,error,key\n";

    @TempDir
    Path folder;

    @BeforeEach
    void draw() throws IOException {
        Files.createDirectories(folder.resolve("pictures"));
        StringBuilder table = new StringBuilder(HEAD);
        for (int seed = 0; seed < 3; seed++) {
            table.append(row("good", CIRCLE, CIRCLE, seed, "done"));
            table.append(row("good", STAR, STAR, seed, "done"));
            table.append(row("poor", CIRCLE, seed == 0 ? CIRCLE : STAR, seed, "done"));
            table.append(row("poor", STAR, STAR, seed, seed == 2 ? "failed" : "done"));
        }
        // as where two rows of the prompts asked for the same picture
        table.append(row("poor", STAR, STAR, 2, "failed"));
        Files.writeString(folder.resolve("table.csv"), table);
    }

    private String row(String encoder, String prompt, String drawn, int seed, String status) throws IOException {
        String name = "pictures/" + encoder + "-" + prompt.replace(' ', '-') + "-" + seed + ".png";
        RgbImage picture = Renderer.draw(Captions.parse(drawn).orElseThrow(), seed);
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < picture.width() * picture.height(); i++) {
            byte[] rgb = picture.rgb();
            image.setRGB(i % picture.width(), i / picture.width(),
                    (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | rgb[3 * i + 2] & 0xff);
        }
        ImageIO.write(image, "png", folder.resolve(name).toFile());
        return String.join(",", prompt, encoder, Integer.toString(seed), status, status.equals("done") ? name : "",
                "1.5", "1", "local", "1", "cpu", "2026-01-01T00:00:00Z", "", encoder + seed + prompt.charAt(2)) + "\n";
    }

    private Cli.Ended evaluate(String... more) {
        String[] arguments = new String[more.length + 5];
        List.of("evaluate", "--table", "table.csv", "--out", "found").toArray(arguments);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return new Cli(folder).run(arguments);
    }

    private List<Map<String, String>> found() throws IOException {
        Path file = folder.resolve("found/encoders.csv");
        return TableFormat.of(file).read(file).rows();
    }

    @Test
    void encodersAreComparedByWhatBothHaveDrawn() throws IOException {
        Cli.Ended ended = evaluate();
        assertEquals(0, ended.code(), ended.toString());
        assertEquals(folder.resolve("found/encoders.csv").toString(), ended.out().strip());
        Map<String, String> good = found().get(0);
        Map<String, String> poor = found().get(1);
        assertEquals("good", good.get("t5.model"));
        assertEquals("5", good.get("pictures"), "the sixth has failed with one of both");
        assertEquals("0", good.get("failed"));
        assertEquals("1", poor.get("failed"));
        assertEquals(1, Double.parseDouble(good.get("semantic.right")));
        assertEquals(0.6, Double.parseDouble(poor.get("semantic.right")), 1e-9);
        assertTrue(Double.parseDouble(poor.get("semantic.right.low")) < 0.6);
        assertEquals(1.5, Double.parseDouble(good.get("seconds")));
        assertTrue(Double.parseDouble(poor.get("difference.pixels")) > 0.01, poor.toString());
        assertTrue(!good.containsKey("difference.pixels"), "the first is what others are compared with");
        assertTrue(ended.err().contains("5 pictures with each t5.model"), ended.err());
        assertTrue(ended.err().contains("no prompt asks for a text"), ended.err());
    }

    @Test
    void thePictureIsMeasuredAndNoOtherFileBesideIt() throws IOException {
        String text = Files.readString(folder.resolve("table.csv"));
        Files.writeString(folder.resolve("table.csv"), text.replace("pictures/", "pictures/a.csv;pictures/"));
        Cli.Ended ended = evaluate();
        assertEquals(0, ended.code(), ended.toString());
        assertEquals(2, found().size());
    }

    @Test
    void whatIsComparedCanBeChosen() throws IOException {
        Cli.Ended ended = evaluate("--by", "noise.seed");
        assertEquals(0, ended.code(), ended.toString());
        assertEquals(3, found().size());
        ended = evaluate("--by", "noise.width");
        assertEquals(2, ended.code(), ended.toString());
        assertTrue(ended.err().contains("t5.model, noise.seed"), ended.err());
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        for (String option : List.of("--prompts", "--count", "--seeds", "--size", "--steps", "--guidance")) {
            Cli.Ended refused = evaluate(option, "4");
            assertEquals(2, refused.code(), refused.toString());
            assertTrue(refused.err().contains(option + " is for pictures that are drawn here"), refused.err());
        }
        assertEquals(2, new Cli(folder).run("evaluate", "--by", "t5.model", "--family", ".").code());
        Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        Cli.Ended ended = new Cli(folder).run("evaluate", "--table", "other.csv");
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().contains("is not the table of a batch"), ended.err());
        assertEquals(3, new Cli(folder).run("evaluate", "--table", "none.csv").code());
        String text = Files.readString(folder.resolve("table.csv"));
        Files.writeString(folder.resolve("edited.csv"), text.replace(",1.5,", ",soon,"));
        ended = new Cli(folder).run("evaluate", "--table", "edited.csv");
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().contains("row 1 has \"soon\" in the column seconds"), ended.err());
        Files.delete(folder.resolve("pictures/good-a-red-circle-above-a-blue-square-1.png"));
        ended = evaluate();
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().contains("good-a-red-circle-above-a-blue-square-1.png"), ended.err());
    }
}
