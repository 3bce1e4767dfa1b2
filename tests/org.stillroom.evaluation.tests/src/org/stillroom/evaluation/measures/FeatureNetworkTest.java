// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Networks give the features that the reference libraries give. */
class FeatureNetworkTest {

    private static final Path VAE = Path.of("../org.stillroom.diffusion.tests/resources/vae");
    private static final Map<String, String> NUMBERED = Map.ofEntries(
            Map.entry("Conv2d_1a_3x3", "blocks.0.0"), Map.entry("Conv2d_2a_3x3", "blocks.0.1"),
            Map.entry("Conv2d_2b_3x3", "blocks.0.2"), Map.entry("Conv2d_3b_1x1", "blocks.1.0"),
            Map.entry("Conv2d_4a_3x3", "blocks.1.1"), Map.entry("Mixed_5b", "blocks.2.0"),
            Map.entry("Mixed_5c", "blocks.2.1"), Map.entry("Mixed_5d", "blocks.2.2"),
            Map.entry("Mixed_6a", "blocks.2.3"), Map.entry("Mixed_6b", "blocks.2.4"),
            Map.entry("Mixed_6c", "blocks.2.5"), Map.entry("Mixed_6d", "blocks.2.6"),
            Map.entry("Mixed_6e", "blocks.2.7"), Map.entry("Mixed_7a", "blocks.3.0"),
            Map.entry("Mixed_7b", "blocks.3.1"), Map.entry("Mixed_7c", "blocks.3.2"));

    @TempDir
    Path temp;

    @Test
    void inceptionIsThatOfPytorchFid() throws Exception {
        Path file = temp.resolve("inception.safetensors");
        MetricWeights.writeInception(file, name -> name);
        Map<String, Tensor> golden = MetricData.tensors("inception.safetensors");
        try (InceptionFeatures network = InceptionFeatures.load(file, Device.CPU, () -> { })) {
            FeatureCollector collector = new FeatureCollector(network);
            collector.add(pictures(golden.get("pictures")).subList(0, 2));
            collector.add(pictures(golden.get("pictures")).subList(2, 3));
            Features features = collector.features();
            assertEquals(3, features.count());
            assertEquals(2048, features.width());
            MetricData.assertClose("features", features.values(), golden.get("features").floats(), 1e-5);
        }
    }

    @Test
    void inceptionIsReadUnderTheNumbersOfPytorchFidsNetwork() throws Exception {
        Path file = temp.resolve("numbered.safetensors");
        MetricWeights.writeInception(file, name -> {
            String layer = name.substring(0, name.indexOf('.'));
            return NUMBERED.get(layer) + name.substring(layer.length());
        });
        Map<String, Tensor> golden = MetricData.tensors("inception.safetensors");
        try (InceptionFeatures network = InceptionFeatures.load(file, Device.CPU, () -> { });
                Tensor picture = Pictures.tensor(pictures(golden.get("pictures")).subList(1, 2));
                Tensor features = network.features(picture);
                Tensor expected = golden.get("features").slice(0, 1, 2)) {
            MetricData.assertClose("features", features.floats(), expected.floats(), 1e-5);
        }
    }

    @Test
    void anotherNetworkIsRefused() throws Exception {
        Path file = temp.resolve("other.safetensors");
        SafetensorsWriter.write(file, Map.of("fc.weight", Tensor.of(new float[4], 4)), Map.of());
        String message = assertThrows(CheckpointException.class,
                () -> InceptionFeatures.load(file, Device.CPU, () -> { })).getMessage();
        assertTrue(message.contains("no tensor Conv2d_1a_3x3.conv.weight"), message);
        SafetensorsWriter.write(file, Map.of("Conv2d_1a_3x3.conv.weight", Tensor.of(new float[4], 4)), Map.of());
        message = assertThrows(CheckpointException.class,
                () -> InceptionFeatures.load(file, Device.CPU, () -> { })).getMessage();
        assertTrue(message.contains("does not fit the model"), message);
    }

    @Test
    void theWorldsFeaturesArePooledLatents() throws Exception {
        Map<String, Tensor> golden = new TreeMap<>(WeightLoader.readAll(VAE.resolve("kl-quant.golden.safetensors")));
        try (WorldFeatures network = WorldFeatures.load(VAE.resolve("kl-quant"), Device.CPU, () -> { });
                Tensor pictures = unit(golden.get("image"));
                Tensor features = network.features(pictures)) {
            float[] expected = pooled(golden.get("encoded_latents"));
            assertArrayEquals(new long[] {pictures.size(0), network.width()}, features.shape());
            MetricData.assertClose("features", features.floats(), expected, 1e-4);
        }
    }

    @Test
    void picturesOfOddSizesAreRefused() throws Exception {
        try (WorldFeatures network = WorldFeatures.load(VAE.resolve("kl-quant"), Device.CPU, () -> { })) {
            FeatureCollector collector = new FeatureCollector(network);
            String message = assertThrows(IllegalArgumentException.class,
                    () -> collector.add(List.of(MetricData.plain(24, 16, 9)))).getMessage();
            assertTrue(message.contains("24 x 16") && message.contains("multiples of 16"), message);
            message = assertThrows(IllegalArgumentException.class,
                    () -> collector.add(List.of(MetricData.plain(16, 16, 9), MetricData.plain(16, 32, 9))))
                    .getMessage();
            assertTrue(message.contains("Picture 1 (counted from 0) is 16 x 32"), message);
            assertThrows(EvaluationException.class, collector::features, "no picture");
        }
    }

    @Test
    void aPictureWhoseFeaturesAreNoNumbersIsNamed() {
        FeatureCollector collector = new FeatureCollector(new Brightness());
        collector.add(List.of(MetricData.plain(2, 2, 9), MetricData.plain(2, 2, 8)));
        collector.add(List.of(MetricData.plain(2, 2, 7), MetricData.plain(2, 2, 0)));
        assertEquals(4, collector.count());
        String message = assertThrows(EvaluationException.class, collector::features).getMessage();
        assertTrue(message.startsWith("Picture 3 "), message);
    }

    @Test
    void picturesBecomeTensorsAndBack() {
        byte[] rgb = new byte[3 * 256];
        IntStream.range(0, rgb.length).forEach(i -> rgb[i] = (byte) (i * 7));
        RgbImage picture = new RgbImage(32, 8, rgb);
        try (Tensor tensor = Pictures.tensor(List.of(picture, picture))) {
            assertArrayEquals(new long[] {2, 3, 8, 32}, tensor.shape());
            assertEquals((rgb[3 * 33 + 1] & 0xff) / 255f, tensor.floats()[(1 * 8 + 1) * 32 + 1]);
            assertArrayEquals(rgb, Pictures.images(tensor).get(1).rgb());
        }
    }

    /** One over the level of the first point: infinite where that is black. */
    private static final class Brightness implements FeatureNetwork {
        @Override
        public String name() {
            return "brightness";
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public Tensor features(Tensor pictures) {
            float[] levels = pictures.floats();
            int rows = (int) pictures.size(0);
            float[] features = new float[rows];
            for (int i = 0; i < rows; i++) {
                features[i] = 1 / levels[i * levels.length / rows];
            }
            return Tensor.of(features, rows, 1);
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public void close() {
        }
    }

    private static List<RgbImage> pictures(Tensor batch) {
        return IntStream.range(0, (int) batch.size(0)).mapToObj(i -> {
            try (Tensor one = batch.slice(0, i, i + 1);
                    Tensor levels = one.reshape(batch.size(1), batch.size(2), 3)) {
                return MetricData.picture(levels);
            }
        }).toList();
    }

    /** From [-1, 1] to [0, 1]. */
    private static Tensor unit(Tensor image) {
        float[] values = image.floats();
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] / 2 + 0.5f;
        }
        return Tensor.of(values, image.shape());
    }

    /** Mean and standard deviation of each quarter of each plane. */
    private static float[] pooled(Tensor latents) {
        float[] values = latents.floats();
        int height = (int) latents.size(2);
        int width = (int) latents.size(3);
        int planes = values.length / (height * width);
        float[] pooled = new float[planes * 8];
        for (int i = 0; i < pooled.length / 2; i++) {
            int quarter = i % 4;
            int plane = i / 4 * height * width;
            double[] part = IntStream.range(0, height * width)
                    .filter(p -> p / width * 2 / height == quarter / 2 && p % width * 2 / width == quarter % 2)
                    .mapToDouble(p -> values[plane + p]).toArray();
            double mean = Arrays.stream(part).average().orElseThrow();
            double variance = Arrays.stream(part).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
            pooled[2 * i] = (float) mean;
            pooled[2 * i + 1] = (float) Math.sqrt(variance);
        }
        return pooled;
    }
}
