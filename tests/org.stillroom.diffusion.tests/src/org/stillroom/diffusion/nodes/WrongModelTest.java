// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;

/** A node that is given another kind of model than it takes says what it was given, and what to choose. */
class WrongModelTest {

    @TempDir
    private Path models;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "denoiser | text/t5-plain | is a T5 encoder; choose the file or folder of a FLUX.1, SD3 or Chroma transformer.",
        "denoiser | text/t5-single/t5_fp16.safetensors | is a T5 encoder; choose the file or folder of a FLUX.1,",
        "denoiser | text/tokenizer-t5 | is a T5 tokenizer; choose the file or folder of a FLUX.1,",
        "denoiser | vae/kl-original/ae.safetensors | is a FLUX.1 VAE; choose",
        "t5Encoder | text/clip-l | is a CLIP text encoder; choose the file or folder of a T5 encoder, such as",
        "t5Encoder | transformer/sd3/transformer | is an SD3 transformer; choose the file or folder of a T5 encoder,",
        "clipEncoder | text/t5-student | is a distilled T5 encoder; choose the file or folder of a CLIP text encoder,",
        "tokenizer | text/t5-plain | is a T5 encoder; choose a folder with tokenizer.json,",
        "vaeDecoder | transformer/flux-original.safetensors | is a FLUX.1 dev transformer; choose a vae folder,",
        "lora | text/t5-plain | is a T5 encoder; choose the .safetensors file of a LoRA, or PEFT's folder of one.",
        "vaeEncoder | text/clip-single/clip_fp16.safetensors | is a CLIP text encoder; choose a vae folder,",
    })
    void saysWhatItIs(String node, String model, String said) {
        assertSaid(node, TestData.own(""), model, model + " " + said);
    }

    @ParameterizedTest
    @CsvSource({"denoiser", "t5Encoder", "clipEncoder", "vaeDecoder", "vaeEncoder"})
    void soItIsWithALora(String node) throws IOException {
        String tensor = "{\"dtype\":\"F16\",\"shape\":[0],\"data_offsets\":[0,0]}";
        byte[] json = ("{\"lora_unet_double_blocks_0_img_attn_qkv.lora_down.weight\":" + tensor + "}")
                .getBytes(StandardCharsets.UTF_8);
        Files.write(models.resolve("style.safetensors"), ByteBuffer.allocate(8 + json.length)
                .order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).array());
        assertSaid(node, models, "style.safetensors", "is a LoRA for FLUX.1; choose ");
    }

    @Test
    void aFileThatIsNoModelIsNamedWhereverItLies() throws IOException {
        Files.createDirectory(models.resolve("vae"));
        Files.copy(TestData.own("vae/kl-quant/config.json"), models.resolve("vae/config.json"));
        Files.writeString(models.resolve("vae/diffusion_pytorch_model.safetensors"), "<!doctype html><html>");
        assertSaid("vaeDecoder", models, "vae", "diffusion_pytorch_model.safetensors is a web page, not safetensors");
    }

    private static void assertSaid(String node, Path folder, String model, String said) {
        try (FakeContext context = new FakeContext(node, folder).set("model", model).configure()) {
            assertEquals(1, context.errors.size(), context.errors.toString());
            assertTrue(context.errors.getFirst().startsWith("model: "), context.errors.getFirst());
            assertTrue(context.errors.getFirst().contains(said), context.errors.getFirst());
        }
    }
}
