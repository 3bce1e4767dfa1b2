// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.family.TransformerConfig;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.Loras;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Tensor;

/**
 * What a run refuses, the check has refused: every file that was met in the field, as the model of every node that
 * takes one. Nothing that the check lets pass fails when it is computed with.
 */
class CheckMeetsRunTest {

    private static final int TOKENS = 4;

    /** Folders below are models of their own, or have single files in them. */
    private static List<Path> models(Path root) throws IOException {
        List<Path> models = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(path -> !path.equals(root) && !path.startsWith(root.resolve("expected"))
                    && !path.startsWith(root.resolve("inputs"))).filter(path -> Files.isDirectory(path)
                    || path.toString().matches(".*\\.(safetensors|gguf|model|ckpt|bin|zip|sft)")).forEach(models::add);
        }
        models.sort(null);
        return models;
    }

    @ParameterizedTest
    @ValueSource(strings = {"t5Encoder", "clipEncoder", "denoiser", "vaeDecoder", "vaeEncoder", "tokenizer", "lora"})
    void nothingPassesTheCheckAndFailsInTheRun(String type) throws Exception {
        Path root = TestData.shared("weights");
        List<String> differences = new ArrayList<>();
        int passed = 0;
        List<Path> models = models(root);
        for (Path folder : List.of(root, TestData.shared("pipelines"), TestData.shared("models"),
                TestData.shared("../cases/files"))) {
            for (Path model : models(folder)) {
                passed += compare(type, folder, folder.relativize(model).toString(), differences);
            }
        }
        assertTrue(models.size() > 120, models.size() + " models");
        assertEquals(List.of(), differences, String.join("\n", differences));
        assertTrue(passed > 2, "only " + passed + " pass");
    }

    /** Of those that a LoRA node takes, each on models that it may be for, or not. */
    @ParameterizedTest
    @ValueSource(strings = {"denoiser:tiny-flux-dev/transformer", "denoiser:tiny-sd3/transformer",
        "t5Encoder:tiny-flux-dev/text_encoder_2", "clipEncoder:tiny-flux-dev/text_encoder",
        "clipEncoder:tiny-sd3/text_encoder_2"})
    void noLoraPassesTheCheckAndFailsInTheRun(String on) throws Exception {
        String type = on.substring(0, on.indexOf(':'));
        String model = on.substring(on.indexOf(':') + 1);
        Path pipelines = TestData.shared("pipelines");
        List<String> differences = new ArrayList<>();
        int passed = 0;
        for (Path lora : models(TestData.shared("weights/lora"))) {
            Loras loras = new Loras(List.of(new Loras.One(lora, lora.getFileName().toString(), 0.5, 0.5)));
            try (FakeContext checked = context(type, pipelines, model).in("lora", loras).told().configure();
                    FakeContext run = context(type, pipelines, model).in("lora", loras)) {
                String refused = refusal(run);
                if (!refused.equals(checked.errors.stream().findFirst().orElse(""))) {
                    differences.add(lora + ": run: " + refused + ", check: " + checked.errors);
                }
                passed += refused.isEmpty() ? 1 : 0;
            }
        }
        assertEquals(List.of(), differences, String.join("\n", differences));
        assertTrue(passed > 0, "none passes");
    }

    /** 1 if the check lets it pass and it runs. */
    private static int compare(String type, Path root, String model, List<String> differences) throws Exception {
        try (FakeContext checked = context(type, root, model).told().configure()) {
            if (!checked.errors.isEmpty()) {
                assertEquals(refusal(type, root, model), checked.errors.getFirst(), model);
                return 0;
            }
        }
        String refused = refusal(type, root, model);
        if (!refused.isEmpty()) {
            differences.add(model + ": " + refused);
        }
        return refused.isEmpty() ? 1 : 0;
    }

    private static String refusal(String type, Path root, String model) throws Exception {
        try (FakeContext run = context(type, root, model)) {
            return refusal(run);
        }
    }

    private static String refusal(FakeContext run) throws Exception {
        try {
            run.execute();
            return "";
        } catch (NodeException e) {
            return e.at() + ": " + e.getMessage();
        }
    }

    private static FakeContext context(String type, Path root, String model) {
        FakeContext context = new FakeContext(type, root).set("model", model);
        return switch (type) {
            case "t5Encoder" -> context.in("tokens", new TokenIds(TokenIds.Kind.T5, List.of(3, 5, 1, 0),
                    Optional.empty()));
            case "clipEncoder" -> context.set("part", "clip_l").in("tokens", new TokenIds(TokenIds.Kind.CLIP,
                    List.of(3, 5, 7, 0), Optional.empty()));
            case "vaeDecoder" -> context.in("latent", new Latent(Tensor.of(new float[16 * 4], 1, 16, 2, 2)));
            case "vaeEncoder" -> context.in("image", new Picture(Tensor.of(new float[3 * 256], 1, 3, 16, 16)));
            case "lora" -> context;
            case "tokenizer" -> context.set("length", 8).in("text", "a red bowl");
            default -> denoiser(context.set("steps", 1), root.resolve(model));
        };
    }

    /** With text of the widths that the model takes, where it is one. */
    private static FakeContext denoiser(FakeContext context, Path model) {
        int joint = 32;
        int pooled = 24;
        try {
            TransformerConfig config = TransformerFile.open(model).config();
            joint = config.jointAttentionDim();
            pooled = config instanceof FluxConfig flux ? flux.pooledProjectionDim() : pooled;
            if (config.family().startsWith("SD3")) {
                return context.set("guidance", 1.0).in("noise", new Latent(noise(config))).in("t5", t5(joint));
            }
        } catch (CheckpointException e) {
            // refused whatever comes in
        }
        return context.in("noise", new Latent(Tensor.of(new float[16 * 16], 1, 16, 4, 4))).in("t5", t5(joint))
                .in("clip_l", new ClipEmbedding(new ClipOutput(Tensor.of(new float[pooled], 1, pooled),
                        Optional.empty(), Tensor.of(new float[TOKENS * pooled], 1, TOKENS, pooled)),
                        Optional.empty()));
    }

    private static Tensor noise(TransformerConfig config) {
        return Tensor.of(new float[16 * config.latentChannels()], 1, config.latentChannels(), 4, 4);
    }

    private static TextEmbedding t5(int width) {
        return new TextEmbedding(Tensor.of(new float[TOKENS * width], 1, TOKENS, width), Optional.empty(),
                List.of());
    }
}
