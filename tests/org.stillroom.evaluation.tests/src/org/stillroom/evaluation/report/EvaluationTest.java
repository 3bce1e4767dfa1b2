// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

class EvaluationTest {

    private static final int PROMPTS = 5;

    @TempDir
    private Path folder;
    private Path data;
    private Path family;
    private final List<String> drawn = new ArrayList<>();

    /** The tiny pipeline of the shared reference data, for prompts of few tokens. */
    @BeforeEach
    void find() throws IOException {
        data = Path.of(System.getProperty("stillroom.shared", "../../../shared/data")).toAbsolutePath();
        Assumptions.assumeTrue(Files.isDirectory(data), "no shared reference data at " + data);
        family = Files.createDirectories(folder.resolve("family"));
        Path tokenizer = Files.createDirectories(family.resolve("tokenizer_2"));
        Path whole = data.resolve("pipelines/tiny-flux-dev");
        for (String part : List.of("transformer", "vae", "scheduler", "text_encoder", "text_encoder_2", "tokenizer")) {
            copy(whole.resolve(part), family.resolve(part));
        }
        Files.copy(whole.resolve("tokenizer_2/tokenizer.json"), tokenizer.resolve("tokenizer.json"));
        Files.writeString(tokenizer.resolve("tokenizer_config.json"), """
                {"model_max_length": 12, "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}""");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private EvaluationSettings settings(int steps, Contender... students) {
        return new EvaluationSettings(family, List.of(students),
                PromptPlan.heldOut(2, PROMPTS, 1), new Drawing(steps, 3.5, 64), folder, Device.CPU, DType.F32,
                Optional.of(Path.of("resources/metrics/clip-quick")), Optional.empty(), Optional.empty());
    }

    private Contender student() {
        return Contender.student(data.resolve("encoders/tiny-t5-small"));
    }

    private Report run(EvaluationSettings settings) throws Exception {
        return Evaluation.run(settings, (work, done, total) -> {
            if (work.startsWith("draw ")) {
                drawn.add(done + " of " + total);
            }
        });
    }

    private Map<Path, FileTime> pictures() throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".png")).toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    private static String content(Path file) {
        try {
            return HexFormat.of().formatHex(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void measuresAllAndDrawsNothingTwice() throws Exception {
        Report report = run(settings(2, student()));
        assertEquals(List.of("teacher", "tiny-t5-small", Row.REAL), report.rows().stream().map(Row::name).toList());
        for (String key : List.of(Keys.PARAMETERS, Keys.MEMORY_STREAMED, Keys.FRECHET, Keys.PRECISION, Keys.CLIP,
                Keys.EMBEDDING, Keys.VELOCITY, Keys.SEMANTIC, Keys.READER_CHARACTERS, Keys.LATENCY + "kept",
                Keys.LATENCY + "unloaded", Keys.LATENCY + "streamed")) {
            assertTrue(report.rows().get(1).get(key).isPresent(), key);
        }
        assertTrue(report.rows().get(1).value(Keys.PROJECTION) > 0);
        assertEquals(0, report.rows().get(0).value(Keys.PROJECTION));
        assertEquals(1, report.rows().get(2).value(Keys.SEMANTIC));
        assertEquals("12", report.settings().get("tokens"));
        assertEquals(6, report.gallery().size());
        assertTrue(report.gallery().stream().allMatch(row -> row.size() == 3
                && row.stream().allMatch(Optional::isPresent)));

        Map<Path, FileTime> before = pictures();
        assertEquals(before.size(), before.keySet().stream().map(EvaluationTest::content).distinct().count(),
                "two pictures are the same");
        Path lost = before.keySet().iterator().next();
        Files.delete(lost);
        Path damaged = before.keySet().stream().skip(before.size() - 1).findFirst().orElseThrow();
        Files.write(damaged, new byte[] {1, 2, 3});
        drawn.clear();
        Report again = run(settings(2, student()));
        Map<Path, FileTime> after = pictures();
        assertEquals(before.keySet(), after.keySet());
        int all = before.size() / 2;
        assertEquals(List.of(all - 1 + " of " + all, all + " of " + all, all - 1 + " of " + all, all + " of " + all),
                drawn);
        before.keySet().removeAll(List.of(lost, damaged));
        before.forEach((file, time) -> assertEquals(time, after.get(file), "drawn again: " + file));
        for (int i = 0; i < report.rows().size(); i++) {
            assertEquals(report.rows().get(i).outcomes(), again.rows().get(i).outcomes());
            // a picture that is drawn again, with others beside it, may differ by a rounding
            assertEquals(report.rows().get(i).get(Keys.FRECHET).isPresent(),
                    again.rows().get(i).get(Keys.FRECHET).isPresent());
            if (report.rows().get(i).get(Keys.FRECHET).isPresent()) {
                assertEquals(report.rows().get(i).value(Keys.FRECHET), again.rows().get(i).value(Keys.FRECHET), 1e-3);
            }
        }
    }

    /** A copy of the teacher is as near as can be, a student of random weights is not. */
    @Test
    void tellsHowFarStudentsAreFromTheTeacher() throws Exception {
        Path twin = folder.resolve("twin");
        copy(family.resolve("text_encoder_2"), twin);
        Report report = run(settings(2, Contender.student(twin), student()));
        for (String key : List.of(Keys.EMBEDDING, Keys.VELOCITY)) {
            assertTrue(report.rows().get(0).get(key).isEmpty(), "the teacher's " + key);
            assertEquals(0, report.rows().get(1).value(key), key);
            assertTrue(report.rows().get(2).value(key) > 1e-6, key + " " + report.rows().get(2).value(key));
            assertEquals(PROMPTS, report.rows().get(2).get(key).orElseThrow().count());
        }
        assertTrue(report.remarks().stream().anyMatch(remark -> remark.startsWith("How twin was distilled is not "
                + "known")), report.remarks().toString());
    }

    @Test
    void otherSettingsAreOtherPictures() throws Exception {
        run(settings(1));
        Map<Path, FileTime> before = pictures();
        run(settings(2));
        assertEquals(2 * before.size(), pictures().size());
        assertEquals("0 of", drawn.get(drawn.size() - 2).substring(0, 4));
    }

    @Test
    void stopsWhenItIsTold() {
        Evaluation.Watcher stop = new Evaluation.Watcher() {
            @Override
            public void step(String work, long done, long total) {
                // it stops between steps
            }

            @Override
            public void checkCancelled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> Evaluation.run(settings(2), stop));
    }

    @Test
    void refusesAnEncoderThatDoesNotFit() throws Exception {
        Path wide = Files.createDirectories(folder.resolve("wide"));
        Files.writeString(wide.resolve("config.json"), """
                {"model_type": "t5", "vocab_size": 10, "d_model": 48, "d_kv": 8, "d_ff": 16, "num_layers": 1,
                "num_heads": 2, "feed_forward_proj": "gated-gelu"}""");
        Map<String, Tensor> zeros = new TreeMap<>();
        T5Config.read(wide).shapes().forEach((name, shape) -> zeros.put(name, Tensor.zeros(DType.F32, Device.CPU,
                shape.stream().mapToLong(Long::longValue).toArray())));
        SafetensorsWriter.write(wide.resolve("model.safetensors"), zeros, Map.of());
        zeros.values().forEach(Tensor::close);
        EvaluationException e =
                assertThrows(EvaluationException.class, () -> run(settings(1, Contender.student(wide))));
        assertTrue(e.getMessage().contains(wide + " gives text of width 48"), e.getMessage());
        assertTrue(e.getMessage().contains("takes 32"), e.getMessage());
        assertEquals(Map.of(), pictures(), "pictures were drawn before the encoders were looked at");
    }

    @Test
    void realPicturesThatCannotBeComparedAreNamedBeforeAnythingIsDrawn() throws Exception {
        Path real = Files.createDirectories(folder.resolve("real"));
        ImageIO.write(new BufferedImage(64, 40, BufferedImage.TYPE_INT_RGB), "png", real.resolve("a.png").toFile());
        EvaluationSettings usual = settings(2);
        EvaluationSettings given = new EvaluationSettings(usual.family(), usual.students(), usual.plan(),
                usual.drawing(), folder.resolve("run"), Device.CPU, DType.F32, Optional.empty(),
                Optional.empty(), Optional.of(real));
        String size = assertThrows(EvaluationException.class,
                () -> Evaluation.run(given, (work, done, total) -> { })).getMessage();
        assertTrue(size.contains("64 x 40 pixels") && size.contains(real.resolve("a.png").toString()), size);
        Files.writeString(real.resolve("a.png"), "no picture");
        assertThrows(EvaluationException.class, () -> Evaluation.run(given, (work, done, total) -> { }));
        assertFalse(Files.exists(folder.resolve("run")), "nothing was drawn");
    }

    @Test
    void refusesTwoOfOneName() {
        EvaluationException e = assertThrows(EvaluationException.class, () -> settings(1, student(), student()));
        assertTrue(e.getMessage().contains("tiny-t5-small"), e.getMessage());
    }

    @Test
    void namesTheFolderThatCannotBeWritten() throws Exception {
        Files.writeString(folder.resolve("pictures"), "in the way");
        EvaluationException e = assertThrows(EvaluationException.class, () -> run(settings(1)));
        assertTrue(e.getMessage().contains(folder.resolve("pictures").toString()), e.getMessage());
    }
}
