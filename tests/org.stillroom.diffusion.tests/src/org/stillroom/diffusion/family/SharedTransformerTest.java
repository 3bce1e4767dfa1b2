// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

import java.util.SortedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.sampling.Conditioning;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Latents;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** The reference results of the shared folder, which lie up to 2e-6 from float64; the limit is ten times that. */
class SharedTransformerTest {

    @ParameterizedTest
    @CsvSource({
        "pipelines/tiny-flux-dev/transformer, tiny-flux-dev-64x64-b1, 8, 8, 1000",
        "pipelines/tiny-flux-dev/transformer, tiny-flux-dev-64x64-b2, 8, 8, 1000",
        "pipelines/tiny-flux-dev/transformer, tiny-flux-dev-96x64-b1, 12, 8, 1000",
        "pipelines/tiny-flux-dev/transformer, tiny-flux-dev-96x64-b2, 12, 8, 1000",
        "single-file/tiny-flux-dev-bfl.safetensors, tiny-flux-dev-96x64-b2, 12, 8, 1000",
        "pipelines/tiny-sd3/transformer, tiny-sd3-64x64-b1, 8, 8, 1",
        "pipelines/tiny-sd3/transformer, tiny-sd3-64x64-b2, 8, 8, 1",
        "pipelines/tiny-sd3/transformer, tiny-sd3-96x64-b1, 12, 8, 1",
        "pipelines/tiny-sd3/transformer, tiny-sd3-96x64-b2, 12, 8, 1",
    })
    void velocity(String model, String golden, int height, int width, float timestepUnit) throws Exception {
        SortedMap<String, Tensor> data =
                TestData.tensors(TestData.shared("golden/transformer-" + golden + ".safetensors"));
        TransformerFile file = TransformerFile.open(TestData.shared(model));
        Tensor guidance = data.getOrDefault("guidance", Tensor.of(new float[] {1}, 1));
        try (DiffusionTransformer transformer = file.load(Device.CPU, DType.F32, () -> {});
                Tensor latents = Latents.unpacked(data.get("hidden_states"), height, width);
                Conditioning conditioning = transformer.condition(
                        new Prompt(data.get("encoder_hidden_states"), data.get("pooled_projections")), guidance,
                        height, width, () -> {})) {
            for (int i = 0; i < 2; i++) {
                float timestep = data.get("timestep." + i).floats()[0] * timestepUnit;
                try (Tensor velocity = conditioning.predict(latents, timestep, () -> {});
                        Tensor expected = Latents.unpacked(data.get("output." + i), height, width)) {
                    TestData.assertClose(golden + " output " + i, velocity, expected, 2e-5);
                }
            }
        }
        data.values().forEach(Tensor::close);
    }
}
