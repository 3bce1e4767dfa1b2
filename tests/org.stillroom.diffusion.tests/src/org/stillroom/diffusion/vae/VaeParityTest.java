// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import static org.stillroom.test.TestData.assertClose;

import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Autoencoders give what diffusers gives, in float32. */
class VaeParityTest {

    private static final double LIMIT = 1e-4;
    @ParameterizedTest
    @CsvSource({"kl-quant,kl-quant", "kl-original,kl-original", "kl-no-attention,kl-no-attention", "tiny,tiny"})
    void ownFixtures(String model, String golden) throws Exception {
        SortedMap<String, Tensor> expected = TestData.tensors(TestData.own("vae/" + golden + ".golden.safetensors"));
        Path path = TestData.own("vae/" + model);
        decodes(path, expected.get("latents"), expected.get("decoded"));
        encodes(path, expected.get("image"), expected.get("encoded_latents"));
    }

    @Test
    void ownTinyAutoencoderInOriginalFiles() throws Exception {
        SortedMap<String, Tensor> expected = TestData.tensors(
                TestData.own("vae/tiny-original.golden.safetensors"));
        decodes(TestData.own("vae/tiny-original-decoder.safetensors"), expected.get("latents"),
                expected.get("decoded"));
        encodes(TestData.own("vae/tiny-original-encoder.safetensors"), expected.get("image"),
                expected.get("encoded_latents"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-flux-dev", "tiny-sd3"})
    void sharedPipelines(String pipeline) throws Exception {
        Path path = TestData.shared("pipelines/" + pipeline + "/vae");
        SortedMap<String, Tensor> expected = TestData.tensors(
                TestData.shared("golden/vae-" + pipeline + ".safetensors"));
        for (int i = 0; i < 2; i++) {
            decodes(path, expected.get("latents." + i), expected.get("decoded." + i));
            encodes(path, expected.get("image." + i), expected.get("encoded_latents." + i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"taef1", "taesd3"})
    void sharedTinyAutoencoders(String name) throws Exception {
        SortedMap<String, Tensor> expected = TestData.tensors(TestData.shared("golden/" + name + ".safetensors"));
        decodes(TestData.shared("vae/" + name + "_decoder.safetensors"), expected.get("latents"),
                expected.get("decoded"));
        encodes(TestData.shared("vae/" + name + "_encoder.safetensors"), image(expected.get("image_u8")),
                expected.get("latents"));
    }

    /** A large picture is computed a few rows at a time. */
    @ParameterizedTest
    @CsvSource({"kl-quant, 1", "kl-quant, 2000", "kl-original, 1", "kl-original, 5000", "kl-no-attention, 3000"})
    void bandsOfRows(String model, long most) throws Exception {
        SortedMap<String, Tensor> expected = TestData.tensors(TestData.own("vae/" + model + ".golden.safetensors"));
        VaeFile file = VaeFile.open(TestData.own("vae/" + model));
        Bands narrow = new Bands(Long.MAX_VALUE, most);
        try (KlDecoder whole = (KlDecoder) file.loadDecoder(Device.CPU, DType.F32, Progress.NONE);
                Tensor decoded = new KlDecoder(whole.config(), whole.weights(), Device.CPU, DType.F32, narrow)
                        .decode(expected.get("latents"), Progress.NONE)) {
            assertClose(model + " decoded", decoded, expected.get("decoded"), LIMIT);
        }
        try (KlEncoder whole = (KlEncoder) file.loadEncoder(Device.CPU, DType.F32, Progress.NONE);
                Tensor latents = new KlEncoder(whole.config(), whole.weights(), Device.CPU, DType.F32, narrow)
                        .encode(expected.get("image"), Progress.NONE)) {
            assertClose(model + " encoded", latents, expected.get("encoded_latents"), LIMIT);
        }
    }

    @Test
    void bfloat16StaysNear() throws Exception {
        SortedMap<String, Tensor> expected = TestData.tensors(TestData.own("vae/kl-original.golden.safetensors"));
        try (VaeDecoder decoder = VaeFile.open(TestData.own("vae/kl-original"))
                .loadDecoder(Device.CPU, DType.BF16, Progress.NONE);
                Tensor decoded = decoder.decode(expected.get("latents"), Progress.NONE)) {
            assertClose("decoded", decoded, expected.get("decoded"), 0.1);
        }
    }

    /** [height, width, 3] in 0 to 255 to [1, 3, height, width] in [-1, 1]. */
    private static Tensor image(Tensor bytes) {
        int height = (int) bytes.size(0);
        int width = (int) bytes.size(1);
        float[] from = bytes.floats();
        float[] to = new float[from.length];
        for (int i = 0; i < from.length; i++) {
            to[i % 3 * height * width + i / 3] = from[i] / 127.5f - 1;
        }
        return Tensor.of(to, 1, 3, height, width);
    }

    private static void decodes(Path model, Tensor latents, Tensor expected) throws Exception {
        try (VaeDecoder decoder = VaeFile.open(model).loadDecoder(Device.CPU, DType.F32, Progress.NONE);
                Tensor decoded = decoder.decode(latents, Progress.NONE)) {
            assertClose(model + " decoded", decoded, expected, LIMIT);
        }
    }

    private static void encodes(Path model, Tensor image, Tensor expected) throws Exception {
        try (VaeEncoder encoder = VaeFile.open(model).loadEncoder(Device.CPU, DType.F32, Progress.NONE);
                Tensor latents = encoder.encode(image, Progress.NONE)) {
            assertClose(model + " encoded", latents, expected, LIMIT);
        }
    }
}
