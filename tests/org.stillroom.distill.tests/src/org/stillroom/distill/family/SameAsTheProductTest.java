// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.family.flux.FluxTransformer;
import org.stillroom.diffusion.sampling.Conditioning;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.diffusion.vae.VaeDecoder;
import org.stillroom.diffusion.vae.VaeEncoder;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.distill.training.Golden;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;
import org.stillroom.world.Split;
import org.stillroom.world.World;

/**
 * What is trained computes what the product's nodes compute with the same weights; of transformer and encoder both are
 * compared with Python, a step of training in {@link StepTest}.
 */
class SameAsTheProductTest {

    @TempDir
    Path folder;

    @Test
    void encoderAndTransformer() throws Exception {
        FlowModel model = new FlowModel(new FluxConfig(16, 1, 2, 8, 2, 24, 20, true, List.of(2, 2, 4)),
                new T5Config(30, 24, 8, 20, 2, 2, 8, 128, 1e-6, true, OptionalInt.empty()));
        try (Golden golden = Golden.read("flow")) {
            FamilyConfigs.t5(folder, model.t5());
            SafetensorsWriter.write(folder.resolve("model.safetensors"), golden.part("before.t5."), Map.of());
            try (T5Encoder product = T5Encoder.load(folder, Device.CPU, DType.F32, Progress.NONE);
                    Weights t5 = golden.own("before.t5.");
                    T5Encoder drawn = T5Encoder.of("trained", model.t5(), Residence.of(t5), Device.CPU)) {
                List<List<Integer>> ids = rows(golden.get("ids"));
                for (T5Encoder encoder : List.of(product, drawn)) {
                    try (Tensor text = encoder.encode(ids, Progress.NONE)) {
                        Golden.assertClose("text", golden.floats("text"), text.floats(), 1e-5);
                    }
                }
            }
            assertVelocity(golden, model);
        }
    }

    /** Two samples, each at its own time. */
    private static void assertVelocity(Golden golden, FlowModel model) throws Exception {
        try (Weights weights = golden.own("before.flux.");
                FluxTransformer product = new FluxTransformer(model.flux(), Device.CPU, Residence.of(weights))) {
            for (int i = 0; i < 2; i++) {
                try (Tensor text = row(golden, "text", i);
                        Tensor pooled = row(golden, "pooled", i);
                        Tensor guidance = row(golden, "guidance", i);
                        Conditioning conditioning =
                                product.condition(new Prompt(text, pooled), guidance, 4, 6, Progress.NONE);
                        Tensor noisy = row(golden, "noisy", i);
                        Tensor wanted = row(golden, "velocity", i);
                        Tensor found = conditioning.predict(noisy, 1000 * golden.floats("sigma")[i],
                                Progress.NONE)) {
                    Golden.assertClose("velocity of " + i, wanted.floats(), found.floats(), 1e-5);
                }
            }
        }
    }

    /** Of a sample; or the only one for all. */
    private static Tensor row(Golden golden, String name, int i) {
        Tensor all = golden.get(name);
        int at = all.size(0) == 1 ? 0 : i;
        return all.slice(0, at, at + 1);
    }

    private static List<List<Integer>> rows(Tensor ids) {
        List<List<Integer>> rows = new ArrayList<>();
        int width = (int) ids.size(1);
        long[] all = ids.longs();
        for (int i = 0; i < all.length; i += width) {
            rows.add(LongStream.of(all).skip(i).limit(width).mapToObj(Math::toIntExact).toList());
        }
        return rows;
    }

    @Test
    void autoencoder() throws Exception {
        VaeConfig config = new VaeConfig(4, List.of(8, 8, 8, 16), 1, 4, 1, 0, false, false, true);
        World world = new World(1, Split.TRAIN);
        List<RgbImage> pictures = LongStream.range(0, 2).mapToObj(index -> world.sample(index).picture()).toList();
        try (Golden golden = Golden.read("vae"); Weights weights = golden.own("before.vae.")) {
            Autoencoder autoencoder = new Autoencoder(config, weights);
            FamilyConfigs.vae(folder, config, new Latents.Scale(0.5, 0.25));
            SafetensorsWriter.write(folder.resolve("diffusion_pytorch_model.safetensors"), golden.part("before.vae."),
                    Map.of());
            VaeFile file = VaeFile.open(folder);
            try (VaeEncoder encoder = file.loadEncoder(Device.CPU, DType.F32, Progress.NONE);
                    VaeDecoder decoder = file.loadDecoder(Device.CPU, DType.F32, Progress.NONE);
                    Tensor image = planes(pictures);
                    Tensor latents = autoencoder.encode(pictures);
                    Tensor scaled = encoder.encode(image, Progress.NONE);
                    Tensor decoded = decoder.decode(scaled, Progress.NONE)) {
                Golden.assertClose("latents", unscaled(scaled.floats()), latents.floats(), 1e-5);
                assertPictures(decoded, autoencoder.decode(latents));
            }
        }
    }

    /** By the scale that is in config.json. */
    private static float[] unscaled(float[] latents) {
        for (int i = 0; i < latents.length; i++) {
            latents[i] = latents[i] / 0.5f + 0.25f;
        }
        return latents;
    }

    private static Tensor planes(List<RgbImage> pictures) {
        int area = pictures.get(0).width() * pictures.get(0).height();
        float[] planes = new float[pictures.size() * 3 * area];
        for (int i = 0; i < planes.length; i++) {
            byte level = pictures.get(i / (3 * area)).rgb()[i % area * 3 + i / area % 3];
            planes[i] = (level & 0xff) / 127.5f - 1;
        }
        return Tensor.of(planes, pictures.size(), 3, pictures.get(0).height(), pictures.get(0).width());
    }

    private static void assertPictures(Tensor wanted, List<RgbImage> found) {
        float[] planes = wanted.floats();
        int area = found.get(0).width() * found.get(0).height();
        for (int i = 0; i < planes.length; i++) {
            int level = found.get(i / (3 * area)).rgb()[i % area * 3 + i / area % 3] & 0xff;
            assertEquals(Math.clamp(planes[i] * 127.5 + 127.5, 0, 255), level, 0.51, "level " + i);
        }
    }
}
