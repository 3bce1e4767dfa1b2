// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.image.Resampling;
import org.stillroom.diffusion.image.RgbResize;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Scores are those of transformers' CLIPModel with its processor on Pillow. */
class ClipScoreTest {

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"clip-quick", "clip-gelu"})
    void agreesWithTransformers(String model) throws Exception {
        Map<String, Tensor> golden = MetricData.tensors(model + "/golden.safetensors");
        List<RgbImage> pictures = pictures(golden);
        List<String> prompts = prompts();
        try (ClipScore clip = load(MetricData.path(model))) {
            MetricData.assertClose("texts", flat(clip.texts(prompts)), golden.get("texts").floats(), 1e-5);
            MetricData.assertClose("pictures", flat(clip.pictures(pictures)), golden.get("pictures").floats(), 1e-5);
            List<String> eachPrompt = new ArrayList<>();
            List<RgbImage> eachPicture = new ArrayList<>();
            for (String prompt : prompts) {
                for (RgbImage picture : pictures) {
                    eachPrompt.add(prompt);
                    eachPicture.add(picture);
                }
            }
            double[] scores = clip.scores(eachPrompt, eachPicture, Progress.NONE);
            float[] expected = golden.get("scores").floats();
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], scores[i], 1e-4, "score " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smaller", "larger", "both", "columns"})
    void resizesAsPillowDoes(String name) throws Exception {
        Map<String, Tensor> golden = MetricData.tensors("resized.safetensors");
        RgbImage expected = MetricData.picture(golden.get(name + ".resized"));
        RgbImage resized = RgbResize.resize(MetricData.picture(golden.get(name)), expected.width(),
                expected.height(), Resampling.BICUBIC);
        assertArrayEquals(expected.rgb(), resized.rgb());
    }

    @Test
    void aPromptForEachPicture() throws Exception {
        try (ClipScore clip = load(MetricData.path("clip-quick"))) {
            String message = assertThrows(IllegalArgumentException.class, () -> clip.scores(List.of("a", "b"),
                    List.of(MetricData.plain(8, 8, 1)), Progress.NONE)).getMessage();
            assertTrue(message.contains("2 prompts and 1 pictures"), message);
            message = assertThrows(IllegalArgumentException.class, () -> clip.scores(List.of("a"),
                    List.of(MetricData.plain(640, 1, 1)), Progress.NONE)).getMessage();
            assertTrue(message.contains("640 x 1 pixels is too narrow"), message);
            assertThrows(CancellationException.class, () -> clip.scores(List.of("a"),
                    List.of(MetricData.plain(8, 8, 1)), () -> {
                        throw new CancellationException();
                    }));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"do_resize\": true | \"do_resize\": false | do_resize is false",
        "\"crop_size\": 30 | \"crop_size\": 28 | crop_size is 28",
        "\"size\": 36 | \"size\": 20 | size is 20",
        "\"resample\": 3 | \"resample\": 2 | resample is 2",
        "0.5, | \"0.5\", | image_mean is",
    })
    void anotherProcessingIsRefused(String from, String to, String expected) throws Exception {
        Path folder = copy("clip-gelu");
        Path file = folder.resolve("preprocessor_config.json");
        String text = Files.readString(file).replace("[\n  0.5", "[0.5");
        assertTrue(text.contains(from), from);
        Files.writeString(file, text.replace(from, to));
        String message = assertThrows(CheckpointException.class, () -> load(folder)).getMessage();
        assertTrue(message.contains("preprocessor_config.json") && message.contains(expected), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "preprocessor_config.json", "model.safetensors", "vocab.json"})
    void aMissingFileIsNamed(String file) throws Exception {
        Path folder = copy("clip-gelu");
        Files.delete(folder.resolve(file));
        String message = assertThrows(CheckpointException.class, () -> load(folder)).getMessage();
        assertTrue(message.contains(file.replace("model.safetensors", "no .safetensors file")), message);
    }

    @Test
    void aTextEncoderAloneIsRefused() throws Exception {
        Path folder = copy("clip-gelu");
        Files.copy(Path.of("../org.stillroom.diffusion.tests/resources/text/clip-l/config.json"),
                folder.resolve("config.json"), StandardCopyOption.REPLACE_EXISTING);
        String message = assertThrows(CheckpointException.class, () -> load(folder)).getMessage();
        assertTrue(message.contains("expected clip with a vision_config"), message);
    }

    private static ClipScore load(Path folder) throws CheckpointException {
        return ClipScore.load(folder, Device.CPU, () -> { });
    }

    private Path copy(String model) throws IOException {
        try (Stream<Path> files = Files.list(MetricData.path(model))) {
            for (Path file : files.filter(each -> !each.endsWith("golden.safetensors")).toList()) {
                Files.copy(file, temp.resolve(file.getFileName()));
            }
        }
        return temp;
    }

    private static List<String> prompts() throws IOException {
        List<String> prompts = new ArrayList<>();
        MetricData.golden().get("prompts").forEach(prompt -> prompts.add(prompt.asText()));
        return prompts;
    }

    private static List<RgbImage> pictures(Map<String, Tensor> golden) {
        List<RgbImage> pictures = new ArrayList<>();
        for (int i = 0; golden.containsKey("picture." + i); i++) {
            pictures.add(MetricData.picture(golden.get("picture." + i)));
        }
        return pictures;
    }

    private static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = rows[i / rows[0].length][i % rows[0].length];
        }
        return flat;
    }
}
