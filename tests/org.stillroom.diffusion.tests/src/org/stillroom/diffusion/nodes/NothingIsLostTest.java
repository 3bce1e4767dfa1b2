// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.text.PromptSyntax;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.KnownText;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;

/** Words that are cut off, that mean something elsewhere, or that have no effect are told before a run. */
class NothingIsLostTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "a (red cat:1.3) ; (red cat:1.3) ; a weight",
        "(cat: .8), a dog ; (cat: .8) ; a weight",
        "a ((cat)) here ; ((cat)) ; a weight",
        "a [cat] here ; [cat] ; less weight or a change between steps",
        "a [cat:dog:0.5] ; [cat:dog:0.5] ; less weight or a change between steps",
        "a cat BREAK a dog ; BREAK ; the begin of another part",
        "a cat <lora:style v2:.8> ; <lora:style v2:.8> ; a LoRA",
        "embedding:EasyNegative, blurry ; embedding:EasyNegative ; a textual inversion",
        "a __colour__ cat ; __colour__ ; a wildcard",
        "a {red|blue} cat ; {red|blue} ; a choice at random",
        "a cat \\(animal\\) ; \\( ; a plain bracket"})
    void whatMeansSomethingElsewhereIsHintedAt(String text, String example, String meaning) {
        List<PromptSyntax> found = PromptSyntax.in(text);
        assertEquals(List.of(example), found.stream().map(PromptSyntax::example).toList());
        assertEquals(meaning, found.getFirst().meaning());
        FakeContext prompt = new FakeContext("prompt", TestData.own("text")).set("negative", text).configure();
        assertEquals(List.of("negative: \"" + example + "\" stands for " + meaning + " in other programs; here it is "
                + "read as plain words: " + found.getFirst().advice() + "."), prompt.warnings);
        assertEquals(new KnownText(text), prompt.spec("negative", KnownText.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a cat (on a mat), breakfast BREAKFAST", "he said: \"hi\" {really} snake_case_word",
        "f(x) = 3, a < b > c, 5:30 pm", "a sign that says \"__\"", "C:\\pictures"})
    void plainWordsAreLeftAlone(String text) {
        assertEquals(List.of(), PromptSyntax.in(text));
    }

    @Test
    void noTextTakesLong() {
        for (String part : List.of("(", "[", "{", "__a", "((a", "<lora:", "(a:1", "{a|", "embedding:")) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> PromptSyntax.in(part.repeat(100_000)));
        }
    }

    @ParameterizedTest
    @CsvSource({"tokenizer-clip,10", "tokenizer-clip,11", "tokenizer-clip,12", "tokenizer-t5,12", "tokenizer-t5,13",
        "tokenizer-t5,14"})
    void theWordsThatAreLostAreThoseThatMakeNoDifference(String folder, int length) throws Exception {
        String text = "A red 🐱 bowl, three plums and a café at night under the moon";
        try (TextTokenizer tokenizer = TextTokenizer.open(TestData.own("text").resolve(folder))) {
            String lost = tokenizer.lost(text, length);
            assertTrue(text.endsWith(" " + lost) && !lost.isEmpty(), lost);
            String kept = text.substring(0, text.length() - lost.length());
            List<Integer> ids = tokenizer.encode(kept, 200);
            int shortest = tokenizer.kind().shortest();
            int read = ids.indexOf(tokenizer.encode("", shortest).get(shortest - 1));
            assertTrue(read < length, "more than " + length + " tokens are left");
            assertEquals(ids.subList(0, read), tokenizer.encode(text, length).subList(0, read));
            String shorter = lost.contains(" ") ? lost.substring(lost.indexOf(' ') + 1) : "";
            String more = text.substring(0, text.length() - shorter.length()).strip();
            assertTrue(!tokenizer.lost(more, length).isEmpty(), "nothing of \"" + more + "\" is lost");
            assertEquals("", tokenizer.lost(kept, length));
            assertEquals("", tokenizer.lost(text, 200));
        }
    }

    @Test
    void aCutPromptIsWarnedOf() {
        String words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
        FakeContext node = new FakeContext("tokenizer", TestData.own("text")).set("model", "tokenizer-t5")
                .set("length", 8).spec("text", new KnownText(words)).spec("negative", new KnownText("a b")).configure();
        assertEquals(List.of(), node.errors);
        assertEquals(1, node.warnings.size(), node.warnings.toString());
        assertTrue(node.warnings.getFirst().matches("text: The text is longer than the 8 tokens that are read, and the "
                + "last \\d+ words are cut off: \"[a-z ]+…?\"\\. Shorten it, or raise the length.*"),
                node.warnings.toString());
        assertEquals(List.of(), new FakeContext("tokenizer", TestData.own("text")).set("model", "tokenizer-t5")
                .spec("text", new KnownText(words)).configure().warnings);
    }

    @Test
    void aNegativePromptWithoutEffectIsWarnedOf() {
        assertEquals(List.of("t5: The negative prompt has no effect: FLUX.1 dev is guided without one. Set true CFG "
                + "above 1, which takes twice the time, or remove the wires from the Prompt's Negative output."),
                flux(true).configure().warnings);
        assertEquals(List.of(), flux(true).set("true_cfg", 2.0).configure().warnings);
        assertEquals(List.of(), flux(false).configure().warnings);
        FakeContext missing = flux(false).set("true_cfg", 2.0).configure();
        assertEquals(2, missing.errors.size(), missing.errors.toString());
        assertTrue(missing.errors.getFirst().startsWith("t5: True CFG above 1 needs a negative prompt"));
        FakeContext sd3 = new FakeContext("denoiser", TestData.shared("pipelines")).set("model", "tiny-sd3")
                .set("guidance", 1.0).set("true_cfg", 2.0)
                .spec("t5", new TextEmbedding.Info(8, 32, true, "t5")).configure();
        assertEquals(2, sd3.warnings.size(), sd3.warnings.toString());
        assertTrue(sd3.warnings.getFirst().contains("Raise the guidance"), sd3.warnings.toString());
    }

    private static FakeContext flux(boolean negative) {
        return new FakeContext("denoiser", TestData.shared("pipelines")).set("model", "tiny-flux-dev")
                .spec("t5", new TextEmbedding.Info(8, 32, negative, "t5"))
                .spec("clip_l", new ClipEmbedding.Info(77, 24, 0, negative, "clip"));
    }
}
