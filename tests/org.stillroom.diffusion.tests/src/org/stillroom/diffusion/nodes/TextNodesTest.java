// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.contract.MemoryShare;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Stay;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.models.ModelCache;

/** Prompt, Tokenizer, T5 Encoder and CLIP Encoder as a graph uses them. */
class TextNodesTest {

    private static final TokenIds T5 = new TokenIds(TokenIds.Kind.T5, List.of(5, 6, 1, 0), Optional.empty());
    private static final TokenIds T5_BOTH =
            new TokenIds(TokenIds.Kind.T5, List.of(5, 6, 1, 0), Optional.of(List.of(9, 1, 0, 0)));
    private static final TokenIds CLIP = new TokenIds(TokenIds.Kind.CLIP, List.of(662, 5, 663), Optional.empty());

    private static FakeContext node(String type) {
        return new FakeContext(type, TestData.own("text"));
    }

    @Test
    void promptGivesBothTexts() throws Exception {
        try (FakeContext prompt = node("prompt").set("text", "plums").set("negative", "pears").execute()) {
            assertEquals("plums", prompt.out("text", String.class));
            assertEquals("pears", prompt.out("negative", String.class));
        }
    }

    @ParameterizedTest
    @CsvSource({"tokenizer-t5,0,T5,512", "tokenizer-t5,64,T5,64", "tokenizer-clip,0,CLIP,77"})
    void tokenizerSaysWhatItWillGiveAndGivesIt(String model, int length, TokenIds.Kind kind, int expected)
            throws Exception {
        try (FakeContext node = node("tokenizer").set("model", model).set("length", length)
                .in("text", "a red bowl").configure().execute()) {
            assertEquals(List.of(), node.errors);
            assertEquals(new TokenIds.Info(kind, expected, false), node.spec("tokens", TokenIds.Info.class));
            TokenIds ids = node.out("tokens", TokenIds.class);
            assertEquals(kind, ids.kind());
            assertEquals(expected, ids.ids().size());
            assertTrue(ids.negative().isEmpty());
        }
    }

    @Test
    void tokenizerEncodesTheNegativePromptTooIfWired() throws Exception {
        try (FakeContext node = node("tokenizer").set("model", "tokenizer-t5").set("length", 8)
                .in("text", "a red bowl").in("negative", "").configure().execute()) {
            assertTrue(node.spec("tokens", TokenIds.Info.class).negative());
            assertEquals(Optional.of(List.of(1, 0, 0, 0, 0, 0, 0, 0)), node.out("tokens", TokenIds.class).negative());
        }
    }

    @Test
    void tokenizerReportsProblemsAtTheirParameters() {
        assertError(node("tokenizer").set("model", "tokenizer-clip").set("length", 1), "length: ", "2 or more");
        assertError(node("tokenizer").set("model", "t5-plain"), "model: ",
                "is a T5 encoder; choose a folder with tokenizer.json");
        assertError(node("tokenizer").set("model", "nowhere"), "model: ", "nowhere");
        assertError(node("tokenizer"), "model: ", "no tokenizer is chosen", "wire a T5 Encoder or a CLIP Encoder");
        assertThrows(MissingModelException.class,
                () -> node("tokenizer").set("model", "nowhere").in("text", "").execute());
    }

    @ParameterizedTest
    @CsvSource({"t5Encoder,t5-plain,t5,tokenizer-t5,T5,1 0 0",
        "clipEncoder,clip-l,clip_l,tokenizer-clip,CLIP,662 663 663",
        "clipEncoder,clip-l,clip_g,tokenizer-clip,CLIP,662 663 0"})
    void aTokenizerIsFoundByTheEncoderBehind(String type, String encoder, String input, String found,
            TokenIds.Kind kind, String ids) throws Exception {
        try (FakeContext node = node("tokenizer").set("length", 3).in("text", "")) {
            node.graph = readBy(type, encoder, input);
            node.configure().execute();
            assertEquals(List.of(), node.errors);
            assertEquals(found, node.settled.get("model").value());
            assertEquals(new TokenIds.Info(kind, 3, false), node.spec("tokens", TokenIds.Info.class));
            assertEquals(ids, String.join(" ", node.out("tokens", TokenIds.class).ids().stream()
                    .map(String::valueOf).toList()));
        }
    }

    private static Graph readBy(String type, String encoder, String input) {
        Node read = Node.of("encoder", "org.stillroom." + type).withParameter("model", TextNode.valueOf(encoder))
                .withInput("tokens", new PortRef("node", "tokens"));
        return Graph.EMPTY.with(read).with(Node.of("denoiser", "org.stillroom.denoiser")
                .withInput(input, new PortRef("encoder", "embedding")));
    }

    @Test
    void aTokenizerThatIsNotFoundSaysWhy() {
        FakeContext missing = node("tokenizer");
        missing.graph = readBy("t5Encoder", "nowhere", "t5");
        assertError(missing, "model: ", "T5 Encoder that reads the tokens does not tell which one", "nowhere");
        assertEquals(missing.errors, missing.missing);
        FakeContext large = new FakeContext("tokenizer", TestData.shared("")).set("model", "tokenizers/t5");
        large.graph = readBy("t5Encoder", "weights/fp8/t5xxl_fp8_e5m2.safetensors", "t5");
        assertError(large, "model: ", "knows 32100 tokens", "has a table of 512", "or none, to have it found");
        FakeContext both = node("tokenizer");
        both.graph = readBy("t5Encoder", "t5-plain", "t5").with(Node.of("other", "org.stillroom.clipEncoder")
                .withParameter("model", TextNode.valueOf("clip-l"))
                .withInput("tokens", new PortRef("node", "tokens")));
        assertError(both, "model: ", "give each a Tokenizer of its own");
    }

    @ParameterizedTest
    @CsvSource({"t5-plain,24", "t5-student,24", "t5-relu,16", "t5-single/t5_fp16.safetensors,24"})
    void t5EncoderKnowsItsWidthBefore(String model, int width) throws Exception {
        try (FakeContext node = node("t5Encoder").set("model", model).in("tokens", T5)
                .spec("tokens", new TokenIds.Info(TokenIds.Kind.T5, 4, false)).configure().execute()) {
            assertEquals(List.of(), node.errors);
            assertEquals(new TextEmbedding.Info(4, width, false, model),
                    node.spec("embedding", TextEmbedding.Info.class));
            TextEmbedding embedding = node.out("embedding", TextEmbedding.class);
            assertArrayEquals(new long[] {1, 4, width}, embedding.hiddenStates().shape());
            assertTrue(embedding.negative().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "unload", "stream"})
    void t5EncoderGivesTheSameWithEveryMemoryPolicy(String policy) throws Exception {
        try (FakeContext keep = node("t5Encoder").set("model", "t5-plain").in("tokens", T5_BOTH).execute();
                FakeContext other = node("t5Encoder").set("model", "t5-plain").set("memory", policy)
                        .in("tokens", T5_BOTH).execute()) {
            TextEmbedding expected = keep.out("embedding", TextEmbedding.class);
            TextEmbedding found = other.out("embedding", TextEmbedding.class);
            assertArrayEquals(expected.hiddenStates().floats(), found.hiddenStates().floats());
            assertArrayEquals(expected.negative().orElseThrow().floats(), found.negative().orElseThrow().floats());
        }
    }

    @Test
    void weightsStayLoadedOnlyIfTheyAreKept() throws Exception {
        try (FakeContext keep = node("t5Encoder").set("model", "t5-plain").in("tokens", T5).execute()) {
            assertTrue(cached(keep) > 0);
        }
        for (String policy : List.of("unload", "stream")) {
            try (FakeContext node = node("t5Encoder").set("model", "t5-plain").set("memory", policy)
                    .in("tokens", T5).execute()) {
                assertEquals(0, cached(node), policy);
            }
        }
    }

    /** Or a run that was planned to stream would take the whole model and its parts. */
    @Test
    void whatAnEarlierRunKeptIsFreedWhereThePlanStreams() throws Exception {
        try (FakeContext node = node("t5Encoder").set("model", "t5-plain").in("tokens", T5).execute()) {
            long kept = cached(node);
            node.out("embedding", TextEmbedding.class).close();
            node.memory = Optional.of(new MemoryShare(Stay.KEEP, false, 0));
            node.execute();
            assertEquals(kept, cached(node));
            node.out("embedding", TextEmbedding.class).close();
            node.memory = Optional.of(new MemoryShare(Stay.STREAM, false, 0));
            node.execute();
            assertEquals(0, cached(node));
        }
    }

    private static long cached(FakeContext context) {
        return context.shared(ModelCache.class).map(ModelCache::bytes).orElse(0L);
    }

    @Test
    void halfPrecisionIsAChoice() throws Exception {
        try (FakeContext full = node("t5Encoder").set("model", "t5-plain").in("tokens", T5).execute();
                FakeContext half = node("t5Encoder").set("model", "t5-plain").set("dtype", "bfloat16")
                        .in("tokens", T5).execute()) {
            double error = TestData.relativeError(half.out("embedding", TextEmbedding.class).hiddenStates(),
                    full.out("embedding", TextEmbedding.class).hiddenStates());
            assertTrue(error > 1e-5 && error < 0.03, "error " + error);
        }
    }

    @Test
    void tokensOfTheOtherFamilyAreRefused() {
        assertError(node("t5Encoder").set("model", "t5-plain")
                .spec("tokens", new TokenIds.Info(TokenIds.Kind.CLIP, 77, false)),
                "tokens: ", "Tokens of a CLIP tokenizer", "reads T5 tokens");
        assertError(node("clipEncoder").set("model", "clip-l")
                .spec("tokens", new TokenIds.Info(TokenIds.Kind.T5, 77, false)), "tokens: ", "reads CLIP tokens");
        assertFails(node("t5Encoder").set("model", "t5-plain").in("tokens", CLIP), "tokens", "Tokens of a CLIP");
        assertFails(node("clipEncoder").set("model", "clip-l").in("tokens", T5), "tokens", "Tokens of a T5");
    }

    @Test
    void modelsOfTheOtherFamilyAreRefused() {
        assertError(node("t5Encoder").set("model", "clip-l"), "model: ", "is a CLIP text encoder; choose");
        assertError(node("clipEncoder").set("model", "t5-plain"), "model: ", "is a T5 encoder; choose");
        assertError(node("t5Encoder").set("model", "tokenizer-t5"), "model: ", "is a T5 tokenizer; choose");
        assertFails(node("t5Encoder").set("model", "clip-l").in("tokens", T5), "model",
                "is a CLIP text encoder; choose");
    }

    @Test
    void tokensOutsideOfTheVocabularyAreRefusedAtTheirPort() {
        TokenIds foreign = new TokenIds(TokenIds.Kind.T5, List.of(32000, 1), Optional.empty());
        assertFails(node("t5Encoder").set("model", "t5-plain").in("tokens", foreign), "tokens",
                "Token id 32000 is not in the vocabulary of t5-plain");
    }

    @Test
    void clipReadsOnlyAsManyTokensAsItHasPositions() {
        assertError(node("clipEncoder").set("model", "clip-l")
                .spec("tokens", new TokenIds.Info(TokenIds.Kind.CLIP, 78, false)),
                "tokens: ", "78 tokens", "at most 77");
        TokenIds tooLong = new TokenIds(TokenIds.Kind.CLIP, Collections.nCopies(78, 5), Optional.empty());
        assertFails(node("clipEncoder").set("model", "clip-l").in("tokens", tooLong), "tokens", "reads at most 77");
    }

    @ParameterizedTest
    @CsvSource({"clip-l,16,0", "clip-g,24,20", "clip-single/clip_fp16.safetensors,64,12"})
    void clipGivesWhatItSays(String model, int width, int projection) throws Exception {
        TokenIds tokens = new TokenIds(TokenIds.Kind.CLIP, List.of(3, 5, 63), Optional.of(List.of(4, 63, 63)));
        try (FakeContext node = node("clipEncoder").set("model", model).in("tokens", tokens)
                .spec("tokens", new TokenIds.Info(TokenIds.Kind.CLIP, 3, true)).configure().execute()) {
            assertEquals(List.of(), node.errors);
            assertEquals(new ClipEmbedding.Info(3, width, projection, true, model),
                    node.spec("embedding", ClipEmbedding.Info.class));
            ClipEmbedding embedding = node.out("embedding", ClipEmbedding.class);
            for (ClipOutput prompt : List.of(embedding.prompt(), embedding.negative().orElseThrow())) {
                assertArrayEquals(new long[] {1, width}, prompt.pooled().shape());
                assertArrayEquals(new long[] {1, 3, width}, prompt.penultimate().shape());
                assertEquals(projection > 0, prompt.projected().isPresent());
                prompt.projected().ifPresent(p -> assertArrayEquals(new long[] {1, projection}, p.shape()));
            }
            assertTrue(TestData.relativeError(embedding.prompt().pooled(),
                    embedding.negative().orElseThrow().pooled()) > 0.01);
        }
    }

    @Test
    void cancelActsInsideOfAnEncode() throws Exception {
        try (FakeContext whole = node("t5Encoder").set("model", "t5-plain").in("tokens", T5).execute()) {
            assertTrue(whole.progress.contains("1/3"), whole.progress.toString());
            whole.cancelAfter(3);
            assertThrows(CancellationException.class, whole::execute);
        }
    }

    @Test
    void aSecondRunUsesTheLoadedWeights() throws Exception {
        try (FakeContext node = node("t5Encoder").set("model", "t5-plain").in("tokens", T5).execute()) {
            ModelCache cache = node.shared(ModelCache.class).orElseThrow();
            long once = cache.bytes();
            node.out("embedding", TextEmbedding.class).close();
            node.execute();
            assertSame(cache, node.shared(ModelCache.class).orElseThrow());
            assertEquals(once, cache.bytes());
        }
    }

    @Test
    void aPipelineStandsForItsOnlyFittingPart() throws Exception {
        FakeContext flux = new FakeContext("t5Encoder", TestData.shared("pipelines")).set("model", "tiny-flux-dev");
        assertEquals(32, flux.configure().spec("embedding", TextEmbedding.Info.class).width());
        FakeContext clip = new FakeContext("clipEncoder", TestData.shared("pipelines")).set("model", "tiny-flux-dev");
        assertEquals(24, clip.configure().spec("embedding", ClipEmbedding.Info.class).width());
        assertError(new FakeContext("clipEncoder", TestData.shared("pipelines")).set("model", "tiny-sd3"),
                "model: ", "more than one CLIP text encoder: text_encoder, text_encoder_2");
        assertError(new FakeContext("tokenizer", TestData.shared("pipelines")).set("model", "tiny-flux-dev"),
                "model: ", "more than one tokenizer: tokenizer, tokenizer_2");
    }

    private static void assertError(FakeContext context, String... parts) {
        context.configure();
        assertEquals(1, context.errors.size(), context.errors.toString());
        for (String part : parts) {
            assertTrue(context.errors.get(0).contains(part), part + " is not in: " + context.errors);
        }
    }

    private static void assertFails(FakeContext context, String at, String part) {
        NodeException e = assertThrows(NodeException.class, context::execute);
        assertEquals(at, e.at(), e.getMessage());
        assertTrue(e.getMessage().contains(part), e.getMessage());
        assertFalse(context.outputs.containsKey("embedding"));
    }
}
