// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.pipeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.family.DenoiserSettings;
import org.stillroom.diffusion.family.TextInputs;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Recorder;
import org.stillroom.diffusion.text.ClipText;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.T5Encoder.Padding;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Negative prompts of FLUX as diffusers' {@code FluxPipeline} computes them with true_cfg_scale. */
class TrueCfgTest {

    private static final int TOKENS = 64;

    @ParameterizedTest
    @CsvSource({"tiny-flux-dev-true-cfg, 3.5, 3", "tiny-flux-dev-true-cfg-1, 2, 1"})
    void givesTheLatentsOfDiffusers(String golden, double guidance, double scale) throws Exception {
        Path model = TestData.shared("pipelines/tiny-flux-dev");
        SortedMap<String, Tensor> expected =
                TestData.tensors(TestData.shared("sampling/diffusers-pipelines/" + golden + ".safetensors"));
        TransformerFile file = TransformerFile.open(model.resolve("transformer"));
        Denoising denoising = new Denoising(file, new DenoiserSettings("tiny", 6, 0, guidance, 0, "euler", scale));
        List<String> prompts = List.of("a watercolour fox in the snow");
        List<String> negatives = List.of("blurry, photo");
        try (DiffusionTransformer transformer = file.load(Device.CPU, DType.F32, () -> { });
                TextTokenizer cuts = TextTokenizer.open(model.resolve("tokenizer_2"));
                T5Encoder encoder = T5Encoder.load(model.resolve("text_encoder_2"), Device.CPU, DType.F32, () -> { });
                ClipText clips = ClipText.load(model.resolve("tokenizer"), model.resolve("text_encoder"), Device.CPU,
                        DType.F32, () -> { });
                TextEmbedding t5 = encoder.embed(cuts.encode(prompts, TOKENS), cuts.encode(negatives, TOKENS),
                        Padding.ATTENDED, () -> { });
                ClipEmbedding clip = clips.embed(prompts, negatives, () -> { });
                Tensor latents = denoising.sample(transformer, expected.get("draw.0"), Optional.empty(),
                        new TextInputs(Optional.of(t5), Optional.of(clip), Optional.empty()), new Recorder())) {
            double error = TestData.relativeError(packed(latents), expected.get("final_latents").floats());
            assertTrue(error < 1e-4, "relative error " + error);
        } finally {
            expected.values().forEach(Tensor::close);
        }
    }

    /** Patches of 2 x 2, one after the other, each channel by channel. */
    private static float[] packed(Tensor latents) {
        int channels = (int) latents.size(1);
        int height = (int) latents.size(2);
        int width = (int) latents.size(3);
        float[] from = latents.floats();
        float[] packed = new float[from.length];
        for (int i = 0; i < packed.length; i++) {
            int feature = i % (channels * 4);
            int token = i / (channels * 4);
            int row = token / (width / 2) * 2 + feature % 4 / 2;
            int column = token % (width / 2) * 2 + feature % 2;
            packed[i] = from[(feature / 4 * height + row) * width + column];
        }
        return packed;
    }
}
