// SPDX-License-Identifier: EPL-2.0
package org.stillroom.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.sampling.Conditioning;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.vae.VaeDecoder;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** One forward of a model on inputs that bench.py stored beside it, all of it: what a first step costs, too. */
interface Forward extends AutoCloseable {

    Tensor run() throws Exception;

    @Override
    void close();

    static Forward load(String name, Path folder, DType dtype) throws Exception {
        Map<String, Tensor> inputs = WeightLoader.readAll(folder.resolve("inputs.bench"));
        return switch (name) {
            case "t5" -> t5(folder, inputs, dtype);
            case "flux", "flux-wide" -> flux(folder, inputs, dtype);
            case "sd3", "sd3-wide" -> sd3(folder, inputs, dtype);
            case "vae" -> vae(folder, inputs);
            default -> throw new IllegalArgumentException("there is no case " + name);
        };
    }

    private static Forward t5(Path folder, Map<String, Tensor> inputs, DType dtype) throws Exception {
        T5Encoder encoder = T5Encoder.load(folder, Device.CPU, dtype, Progress.NONE);
        List<List<Integer>> ids = List.of(Arrays.stream(inputs.get("ids").longs()).mapToObj(id -> (int) id).toList());
        return of(() -> encoder.encode(ids, Progress.NONE), encoder::close);
    }

    private static Forward flux(Path folder, Map<String, Tensor> inputs, DType dtype) throws Exception {
        DiffusionTransformer transformer = transformer(folder, dtype);
        Tensor latents = unpacked(inputs.get("hidden_states"));
        return of(() -> predict(transformer, inputs, latents, inputs.get("guidance"), 700), transformer::close);
    }

    private static Forward sd3(Path folder, Map<String, Tensor> inputs, DType dtype) throws Exception {
        DiffusionTransformer transformer = transformer(folder, dtype);
        Tensor none = Tensor.of(new float[] {1}, 1);
        return of(() -> predict(transformer, inputs, inputs.get("hidden_states"), none, 700), transformer::close);
    }

    private static Forward vae(Path folder, Map<String, Tensor> inputs) throws Exception {
        VaeDecoder decoder = VaeFile.open(folder).loadDecoder(Device.CPU, DType.F32, Progress.NONE);
        return of(() -> decoder.decode(inputs.get("latents"), Progress.NONE), decoder::close);
    }

    private static DiffusionTransformer transformer(Path folder, DType dtype) throws Exception {
        return TransformerFile.open(folder).load(Device.CPU, dtype, Progress.NONE);
    }

    private static Tensor predict(DiffusionTransformer transformer, Map<String, Tensor> inputs, Tensor latents,
            Tensor guidance, float timestep) throws Exception {
        Prompt prompt = new Prompt(inputs.get("encoder_hidden_states"), inputs.get("pooled_projections"));
        try (Conditioning conditioning = transformer.condition(prompt, guidance, (int) latents.size(2),
                (int) latents.size(3), Progress.NONE)) {
            return conditioning.predict(latents, timestep, Progress.NONE);
        }
    }

    /** Packed tokens [1, 1024, 64] as the latents [1, 16, 64, 64] that our transformer takes and packs itself. */
    private static Tensor unpacked(Tensor tokens) {
        float[] packed = tokens.floats();
        float[] latents = new float[packed.length];
        for (int i = 0; i < packed.length; i++) {
            int token = i / 64;
            int channel = i % 64 / 4;
            int row = token / 32 * 2 + i % 4 / 2;
            int column = token % 32 * 2 + i % 2;
            latents[(channel * 64 + row) * 64 + column] = packed[i];
        }
        return Tensor.of(latents, 1, 16, 64, 64);
    }

    /** Work that may fail. */
    interface Work {
        Tensor run() throws Exception;
    }

    private static Forward of(Work work, Runnable close) {
        return new Forward() {
            @Override
            public Tensor run() throws Exception {
                return work.run();
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
