// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.files.FoundTokenizer.Wanted;
import org.stillroom.diffusion.text.TokenizerKind;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.MissingFileException;

/** Where tokenizers are found, and which one of several. */
class TokenizerSearchTest {

    private static final String SMALL_T5 = "tokenizer-t5";
    private static final String SMALL_CLIP = "tokenizer-clip";
    /** Pieces of the small one; its encoder's table is filled up. */
    private static final int ROWS = 256;
    private static final int CLIP_ROWS = 664;

    @TempDir
    private Path temp;

    private Path models;
    private Path cache;

    @BeforeEach
    void makeFolders() throws IOException {
        models = Files.createDirectories(temp.resolve("App/models"));
        cache = temp.resolve("home/.cache/huggingface/hub");
    }

    private static void put(String tokenizer, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(TestData.own("text").resolve(tokenizer))) {
            for (Path file : files.filter(each -> !each.endsWith("golden.json")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private FoundTokenizer find(TokenizerKind kind, int rows, String encoder) throws Exception {
        return new TokenizerSearch(new ModelFolders(List.of(models)),
                HuggingFaceCache.of(Map.of(), temp.resolve("home")))
                .find(new Wanted(kind, rows, encoder, models.resolve(encoder)));
    }

    private String t5(String encoder) throws Exception {
        FoundTokenizer found = find(TokenizerKind.T5, ROWS, encoder);
        assertTrue(Files.exists(found.path()), found.toString());
        return found.name();
    }

    private String clip(String encoder) throws Exception {
        return find(TokenizerKind.CLIP, CLIP_ROWS, encoder).name();
    }

    private void encoder(String name) throws IOException {
        Path file = models.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[8]);
    }

    @Test
    void whatLiesBesideTheEncoderComesFirst() throws Exception {
        encoder("pipe/text_encoder_2/model.safetensors");
        put(SMALL_T5, models.resolve("a-first-one"));
        put(SMALL_CLIP, models.resolve("pipe/tokenizer"));
        put(SMALL_T5, models.resolve("pipe/tokenizer_2"));
        assertEquals("pipe/tokenizer_2", t5("pipe/text_encoder_2"));
        assertEquals("pipe/tokenizer_2", t5("pipe/text_encoder_2/model.safetensors"));
        assertEquals("pipe/tokenizer_2", t5("pipe"));
        assertEquals("pipe/tokenizer", clip("pipe/text_encoder_2"));
        encoder("lone.safetensors");
        assertEquals("a-first-one", t5("lone.safetensors"));
    }

    @Test
    void weightsBesideItAreNoPartOfIt() throws Exception {
        encoder("text_encoders/t5xxl.safetensors");
        encoder("text_encoders/clip_l.safetensors");
        put(SMALL_T5, models.resolve("text_encoders"));
        put(SMALL_CLIP, models.resolve("tokenizers/clip"));
        assertEquals("text_encoders/tokenizer.json", t5("text_encoders/t5xxl.safetensors"));
        assertEquals("tokenizers/clip", clip("text_encoders/clip_l.safetensors"));
        assertEquals("text_encoders/tokenizer.json", t5("lone.safetensors"));
    }

    @Test
    void oneThatDoesNotFillTheTableIsPassedOver() throws Exception {
        put(SMALL_T5, models.resolve("small"));
        encoder("encoder.safetensors");
        assertEquals("small", t5("encoder.safetensors"));
        assertThrows(MissingFileException.class, () -> find(TokenizerKind.T5, 32128, "encoder.safetensors"));
        assertThrows(MissingFileException.class, () -> find(TokenizerKind.T5, 100, "encoder.safetensors"));
        assertEquals("small", find(TokenizerKind.T5, 0, "encoder.safetensors").name());
    }

    @Test
    void anEncodersOwnMayFillLessOfTheTable() throws Exception {
        Path gguf = models.resolve("clip/t5-Q8_0.gguf");
        Files.createDirectories(gguf.getParent());
        Files.copy(TestData.shared("weights/gguf/t5-v1_1-xxl-encoder-Q8_0.gguf"), gguf);
        encoder("clip/t5.safetensors");
        encoder("pipe/text_encoder_2/model.safetensors");
        put(SMALL_T5, models.resolve("pipe/tokenizer_2"));
        assertEquals("clip/t5-Q8_0.gguf", find(TokenizerKind.T5, 1024, "clip/t5-Q8_0.gguf").name());
        assertEquals("pipe/tokenizer_2", find(TokenizerKind.T5, 1024, "pipe/text_encoder_2").name());
        assertThrows(MissingFileException.class, () -> find(TokenizerKind.T5, 1024, "clip/t5.safetensors"));
        assertThrows(MissingFileException.class, () -> find(TokenizerKind.T5, 100, "pipe/text_encoder_2"));
    }

    @Test
    void aGgufFileHasItsOwnAndServesOthers() throws Exception {
        Path gguf = models.resolve("clip/t5-Q8_0.gguf");
        Files.createDirectories(gguf.getParent());
        Files.copy(TestData.shared("weights/gguf/t5-v1_1-xxl-encoder-Q8_0.gguf"), gguf);
        encoder("clip/t5.safetensors");
        assertEquals("clip/t5-Q8_0.gguf", find(TokenizerKind.T5, 512, "clip/t5-Q8_0.gguf").name());
        assertEquals("clip/t5-Q8_0.gguf", find(TokenizerKind.T5, 512, "clip/t5.safetensors").name());
    }

    @Test
    void aComfyUiBringsItsOwn() throws Exception {
        encoder("text_encoders/t5xxl.safetensors");
        put(SMALL_T5, temp.resolve("App/comfy/text_encoders/t5_tokenizer"));
        put(SMALL_CLIP, temp.resolve("App/comfy/sd1_tokenizer"));
        assertEquals("App/comfy/text_encoders/t5_tokenizer", t5("text_encoders/t5xxl.safetensors"));
        assertEquals("App/comfy/sd1_tokenizer", clip("text_encoders/t5xxl.safetensors"));
        models = temp.resolve("App");
        encoder("models/text_encoders/other.safetensors");
        assertEquals("App/comfy/sd1_tokenizer", clip("models/text_encoders/other.safetensors"));
    }

    @Test
    void whatWasFetchedFromHuggingFaceIsFound() throws Exception {
        encoder("t5.safetensors");
        put(SMALL_T5, cache.resolve("models--acme--old/snapshots/abc/tokenizer_3"));
        assertEquals("acme/old/tokenizer_3", t5("t5.safetensors"));
        Path google = cache.resolve("models--google--t5-v1_1-xxl");
        put(SMALL_T5, google.resolve("snapshots/ffff"));
        put(SMALL_T5, google.resolve("snapshots/0123"));
        assertEquals("google/t5-v1_1-xxl", t5("t5.safetensors"));
        assertTrue(find(TokenizerKind.T5, ROWS, "t5.safetensors").path().endsWith("ffff"));
        Files.createDirectories(google.resolve("refs"));
        Files.writeString(google.resolve("refs/main"), "0123\n");
        assertTrue(find(TokenizerKind.T5, ROWS, "t5.safetensors").path().endsWith("0123"));
        Files.writeString(google.resolve("refs/main"), "../../..");
        assertTrue(find(TokenizerKind.T5, ROWS, "t5.safetensors").path().endsWith("ffff"));
    }

    @Test
    void theCacheIsWhereTheLibrariesSettingsSay() {
        Path home = Path.of("home").toAbsolutePath();
        assertEquals(home.resolve(".cache/huggingface/hub"), folder(Map.of(), home));
        assertEquals(Path.of("/x/huggingface/hub"), folder(Map.of("XDG_CACHE_HOME", "/x"), home));
        assertEquals(Path.of("/h/hub"), folder(Map.of("XDG_CACHE_HOME", "/x", "HF_HOME", "/h"), home));
        assertEquals(home.resolve("h/hub"), folder(Map.of("HF_HOME", "~/h"), home));
        assertEquals(Path.of("/c"), folder(Map.of("HF_HOME", "/h", "HF_HUB_CACHE", "/c"), home));
        assertEquals(Path.of("/c"), folder(Map.of("HUGGINGFACE_HUB_CACHE", "/c"), home));
    }

    private static Path folder(Map<String, String> environment, Path home) {
        return HuggingFaceCache.of(environment, home).folder().orElseThrow();
    }

    @Test
    void whereThereIsNoneTheMessageSaysWhereOneCanBePut() throws Exception {
        encoder("clip/t5.safetensors");
        Files.createDirectories(models.resolve("broken"));
        Files.writeString(models.resolve("broken/tokenizer.json"), "{");
        MissingFileException e = assertThrows(MissingFileException.class,
                () -> find(TokenizerKind.T5, 32128, "clip/t5.safetensors"));
        for (String part : List.of("for the 32128 tokens of \"clip/t5.safetensors\"",
                "into " + models.resolve("tokenizers").resolve("t5"), "spiece.model", "google/t5-v1_1-xxl",
                cache.toString())) {
            assertTrue(e.getMessage().contains(part), part + " is not in: " + e.getMessage());
        }
        MissingFileException clip = assertThrows(MissingFileException.class, () -> new TokenizerSearch(
                new ModelFolders(List.of(models)), new HuggingFaceCache(Optional.empty())).find(new Wanted(
                        TokenizerKind.CLIP, 49408, "clip/t5.safetensors", models.resolve("clip/t5.safetensors"))));
        assertTrue(clip.getMessage().contains("merges.txt, from openai/clip-vit-large-patch14"), clip.getMessage());
    }
}
