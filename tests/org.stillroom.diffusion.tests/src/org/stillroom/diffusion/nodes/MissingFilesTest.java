// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;

/** A model that lacks one of its files is missing, for scripts that then fetch it, and not a wrong graph. */
class MissingFilesTest {

    @TempDir
    Path models;

    @ParameterizedTest
    @CsvSource({"t5Encoder,text/t5-plain,config.json", "clipEncoder,text/clip-l,config.json",
        "denoiser,transformer/flux-dev/transformer,config.json",
        "denoiser,transformer/flux-dev/transformer,diffusion_pytorch_model.safetensors",
        "denoiser,transformer/flux-schnell/transformer,diffusion_pytorch_model-00002-of-00002.safetensors",
        "vaeDecoder,vae/kl-quant,config.json", "vaeEncoder,vae/kl-quant,diffusion_pytorch_model.safetensors",
        "tokenizer,text/tokenizer-clip,merges.txt", "tokenizer,text/tokenizer-t5,tokenizer.json"})
    void isSaidWhileEditing(String type, String model, String file) throws IOException {
        Files.delete(copy(model, "model").resolve(file));
        try (FakeContext context = new FakeContext(type, models).set("model", "model").configure()) {
            assertEquals(1, context.missing.size(), context.errors.toString());
            assertTrue(context.missing.get(0).startsWith("model: "), context.missing.get(0));
            assertTrue(context.missing.get(0).contains(models.resolve("model").toString()), context.missing.get(0));
        }
    }

    @Test
    void shardOfAnEncoderIsSaidByTheRun() throws Exception {
        String shard = "model-00002-of-00002.safetensors";
        Files.delete(copy("text/t5-sharded", "model").resolve(shard));
        TokenIds tokens = new TokenIds(TokenIds.Kind.T5, List.of(5, 6, 1), Optional.empty());
        try (FakeContext context = new FakeContext("t5Encoder", models).set("model", "model").in("tokens", tokens)) {
            MissingModelException missing = assertThrows(MissingModelException.class, context::execute);
            assertEquals("model", missing.at());
            assertTrue(missing.getMessage().contains(shard), missing.getMessage());
        }
    }

    @Test
    void configOfAPipelinesPartIsSaid() throws IOException {
        Path pipeline = Files.createDirectory(models.resolve("pipeline"));
        Files.writeString(pipeline.resolve("model_index.json"), "{}");
        copy("text/clip-l", "pipeline/text_encoder");
        Path t5 = copy("text/t5-plain", "pipeline/text_encoder_2");
        try (FakeContext context = new FakeContext("t5Encoder", models).set("model", "pipeline")) {
            assertEquals(List.of(), context.configure().errors);
            Files.delete(t5.resolve("config.json"));
            context.configure();
            assertEquals(context.errors, context.missing);
            assertTrue(context.missing.get(0).contains("missing in " + t5), context.missing.toString());
        }
    }

    private Path copy(String from, String to) throws IOException {
        Path target = Files.createDirectory(models.resolve(to));
        try (Stream<Path> files = Files.list(TestData.own(from))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return target;
    }
}
