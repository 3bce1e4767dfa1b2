// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.diffusion.values.Loras;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.contract.Identity;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.runtime.Tensor;

/** Embeddings on disk: what they follow from, and that they come back as they were or not at all. */
class LastingEmbeddingsTest {

    private static final String T5 = "text_encoder_2";
    private static final String CLIP = "text_encoder";
    private static final TokenIds T5_TOKENS = new TokenIds(TokenIds.Kind.T5, List.of(5, 17, 4, 1, 0, 0),
            Optional.of(List.of(9, 1, 0, 0, 0, 0)));
    private static final TokenIds CLIP_TOKENS = new TokenIds(TokenIds.Kind.CLIP, List.of(20, 5, 17, 99, 99, 99),
            Optional.of(List.of(20, 7, 99, 99, 99, 99)));

    @TempDir
    private Path folder;

    private FakeContext t5() throws IOException {
        return node("t5Encoder", T5).in("tokens", T5_TOKENS);
    }

    private FakeContext clip() throws IOException {
        return node("clipEncoder", CLIP).in("tokens", CLIP_TOKENS);
    }

    /** With a copy of the model, which the test may change. */
    private FakeContext node(String type, String model) throws IOException {
        Path copy = folder.resolve(model);
        if (!Files.exists(copy)) {
            copy(TestData.shared("pipelines/tiny-flux-dev").resolve(model), copy);
        }
        return new FakeContext(type, folder).set("model", model)
                .share(Checksums.class, new Checksums(folder.resolve("sums.json")));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"t5Encoder", "clipEncoder"})
    void everyParameterCountsExceptHowWeightsAreKept(String type) throws Exception {
        boolean t5 = type.equals("t5Encoder");
        try (FakeContext first = t5 ? t5() : clip()) {
            Identity own = first.identity();
            List<Parameter> parameters = first.parametersOf(Parameter.Kind.CHOICE);
            assertTrue(parameters.size() >= 3);
            for (Parameter parameter : parameters) {
                for (Parameter.Choice choice : parameter.choices()) {
                    try (FakeContext context = t5 ? t5() : clip()) {
                        Identity other = context.set(parameter.id(), choice.id()).identity();
                        // on the CPU, Automatic is float32
                        boolean same = parameter.id().equals("memory") || choice.id().equals("float32")
                                || choice.id().equals(parameter.defaultValue().asText());
                        assertEquals(same, own.equals(other), parameter.id() + "=" + choice.id());
                    }
                }
            }
        }
    }

    @Test
    void theEncodersContentCountsAndItsNameAndTimeDoNot() throws Exception {
        try (FakeContext context = t5(); FakeContext renamed = t5()) {
            Identity own = context.identity();
            copy(folder.resolve(T5), folder.resolve("copy"));
            assertEquals(own.parts(), renamed.set("model", "copy").identity().parts());

            Path weights = folder.resolve("copy/model.safetensors");
            byte[] bytes = Files.readAllBytes(weights);
            bytes[bytes.length / 2] ^= 1;
            Files.write(weights, bytes);
            assertNotEquals(own.parts(), renamed.identity().parts());
        }
    }

    @Test
    void everyTokenCounts() throws Exception {
        Set<Object> seen = new HashSet<>();
        List<TokenIds> all = List.of(T5_TOKENS,
                new TokenIds(TokenIds.Kind.T5, List.of(5, 17, 4, 1, 0, 0), Optional.empty()),
                new TokenIds(TokenIds.Kind.T5, List.of(5, 17, 4, 1, 0, 0), Optional.of(List.of(8, 1, 0, 0, 0, 0))),
                new TokenIds(TokenIds.Kind.T5, List.of(5, 17, 4, 1, 0), Optional.of(List.of(9, 1, 0, 0, 0))),
                new TokenIds(TokenIds.Kind.T5, List.of(5, 174, 1, 0, 0, 0), Optional.of(List.of(9, 1, 0, 0, 0, 0))));
        for (TokenIds tokens : all) {
            try (FakeContext context = t5()) {
                assertTrue(seen.add(context.in("tokens", tokens).identity().parts()), tokens::toString);
            }
        }
    }

    @Test
    void ofLorasThoseCountThatChangeTheEncoder() throws Exception {
        try (FakeContext context = t5()) {
            Identity own = context.identity();
            Path of = TestData.shared("weights/lora/t5_kohya_te3.safetensors");
            Path others = TestData.shared("weights/lora/flux_xlabs.safetensors");
            assertEquals(own, context.in("lora", loras(new Loras.One(of, "a", 1, 0))).identity());
            assertEquals(own, context.in("lora", loras(new Loras.One(others, "a", 1, 1))).identity());
            Identity full = context.in("lora", loras(new Loras.One(of, "a", 1, 1))).identity();
            Identity less = context.in("lora", loras(new Loras.One(of, "a", 1, 0.5))).identity();
            Identity twice = context.in("lora", loras(new Loras.One(of, "a", 1, 1), new Loras.One(of, "b", 1, 1)))
                    .identity();
            assertEquals(4, Set.of(own, full, less, twice).size());
            assertEquals(full, context.in("lora", loras(new Loras.One(of, "of another name", 0, 1))).identity());
        }
    }

    private static Loras loras(Loras.One... row) {
        return new Loras(List.of(row));
    }

    @ParameterizedTest
    @CsvSource({"attended,true", "masked,true", "attended,false"})
    void whatT5MadeComesBackBitForBit(String padding, boolean negative) throws Exception {
        TokenIds tokens = negative ? T5_TOKENS : new TokenIds(T5_TOKENS.kind(), T5_TOKENS.ids(), Optional.empty());
        try (FakeContext context = t5().set("padding", padding).in("tokens", tokens)) {
            TextEmbedding made = context.execute().out("embedding", TextEmbedding.class);
            Path file = write(context);
            Map<String, Object> read = context.lasting().read(file, context.identity());
            assertEquals(Set.of("embedding"), read.keySet());
            try (TextEmbedding back = (TextEmbedding) read.get("embedding")) {
                assertSame(made.hiddenStates(), back.hiddenStates());
                assertEquals(made.negative().isPresent(), back.negative().isPresent());
                made.negative().ifPresent(tensor -> assertSame(tensor, back.negative().orElseThrow()));
                assertEquals(made.lengths(), back.lengths());
            }
        }
    }

    @Test
    void whatClipMadeComesBackBitForBit() throws Exception {
        try (FakeContext context = clip()) {
            ClipEmbedding made = context.execute().out("embedding", ClipEmbedding.class);
            try (ClipEmbedding back = (ClipEmbedding) context.lasting().read(write(context), context.identity())
                    .get("embedding")) {
                assertSame(made.prompt(), back.prompt());
                assertSame(made.negative().orElseThrow(), back.negative().orElseThrow());
            }
        }
    }

    private Path write(FakeContext context) throws Exception {
        Path file = folder.resolve("embedding.safetensors");
        AtomicFile.write(file, context.lasting().content(context.identity(), context.outputs));
        return file;
    }

    private static void assertSame(ClipOutput made, ClipOutput back) {
        assertSame(made.pooled(), back.pooled());
        assertSame(made.penultimate(), back.penultimate());
        assertEquals(made.projected().isPresent(), back.projected().isPresent());
    }

    private static void assertSame(Tensor made, Tensor back) {
        assertArrayEquals(made.shape(), back.shape());
        assertArrayEquals(made.floats(), back.floats());
    }

    @Test
    void everyChangedByteIsNoticed() throws Exception {
        try (FakeContext context = t5()) {
            context.execute();
            Path file = write(context);
            Identity identity = context.identity();
            byte[] whole = Files.readAllBytes(file);
            for (int at = 0; at < whole.length; at += 97) {
                byte[] damaged = whole.clone();
                damaged[at] ^= 4;
                assertRefused(context, file, damaged, identity);
            }
            for (int length : new int[] {0, 1, 8, 9, whole.length / 2, whole.length - 1}) {
                assertRefused(context, file, Arrays.copyOf(whole, length), identity);
            }
            Files.write(file, whole);
            assertThrows(IOException.class, () -> context.lasting().read(file, identity.and("more", 1)));
        }
    }

    private static void assertRefused(FakeContext context, Path file, byte[] damaged, Identity identity)
            throws IOException {
        Files.write(file, damaged);
        assertThrows(IOException.class, () -> context.lasting().read(file, identity));
    }
}
