// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.values.KnownText;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.runtime.Tensor;

/** The rule, what is left out by it, and that both encoders must fit one denoiser. */
class ChooseEncoderNodeTest {

    private static final TextEmbedding.Info LARGE = new TextEmbedding.Info(16, 256, false, "large");
    private static final TextEmbedding.Info STUDENT = new TextEmbedding.Info(16, 256, false, "student");

    @TempDir
    private Path folder;

    private FakeContext node() {
        return new FakeContext("chooseEncoder", folder).spec("holds", LARGE).spec("otherwise", STUDENT);
    }

    private FakeContext known(String prompt) {
        return node().spec("text", new KnownText(prompt));
    }

    @Test
    void theOtherEncoderIsLeftOutBeforeAnythingRuns() {
        FakeContext quoted = known("a sign displaying the word 'cat'").configure();
        assertEquals(Set.of("otherwise"), quoted.leftOut);
        assertEquals(Map.of("embedding", LARGE), quoted.specs);
        FakeContext plain = known("three green stars").configure();
        assertEquals(Set.of("holds"), plain.leftOut);
        assertEquals(Map.of("embedding", STUDENT), plain.specs);
        assertEquals(List.of(), plain.warnings);
    }

    @Test
    void aPromptThatIsNotKnownYetNeedsBoth() {
        FakeContext both = node().configure();
        assertEquals(Set.of(), both.leftOut);
        assertEquals(Map.of(), both.specs);
        assertEquals(List.of(), both.errors);
    }

    @Test
    void bothMustFitOneDenoiser() {
        String prompt = "three green stars";
        FakeContext wide = known(prompt).spec("holds", new TextEmbedding.Info(16, 4096, false, "t5-xxl")).configure();
        assertEquals(List.of("otherwise: \"t5-xxl\" gives text of width 4096 and \"student\" of width 256, but one "
                + "denoiser is to take both; choose encoders of the same width."), wide.errors);
        assertEquals(1, known(prompt).spec("holds", new TextEmbedding.Info(16, 256, true, "a")).configure()
                .errors.size());
        assertEquals(1, known(prompt).spec("holds", new TextEmbedding.Info(16, 256, false, true, "a")).configure()
                .errors.size());
    }

    @Test
    void whatIsWrongWithTheRuleIsSaidOfItsParameter() {
        String wrong = known("a").set("pattern", "(a").configure().errors.toString();
        assertTrue(wrong.startsWith("[pattern: is no regular expression: Unclosed group"), wrong);
        String slow = known("a".repeat(50_000)).set("quoted", false).set("pattern", "(a+)+b").configure()
                .errors.toString();
        assertTrue(slow.startsWith("[pattern: the pattern takes too long"), slow);
        String none = known("a 'b'").set("quoted", false).configure().warnings.toString();
        assertTrue(none.startsWith("[: No rule is set"), none);
    }

    private TextEmbedding embedding(float value) {
        return new TextEmbedding(Tensor.of(new float[] {value, value}, 1, 1, 2), Optional.empty());
    }

    @Test
    void givesTheEmbeddingOfTheEncoderThatIsChosen() throws Exception {
        for (boolean quoted : new boolean[] {true, false}) {
            try (TextEmbedding large = embedding(1); TextEmbedding small = embedding(2);
                    FakeContext context = new FakeContext("chooseEncoder", folder)
                            .in("text", quoted ? "the word \"cat\"" : "a cat")
                            .in("holds", large).in("otherwise", small).execute()) {
                TextEmbedding chosen = context.out("embedding", TextEmbedding.class);
                assertArrayEquals(new float[] {quoted ? 1 : 2, quoted ? 1 : 2}, chosen.hiddenStates().floats());
                assertEquals(Optional.of(new Shown.Words(
                        quoted ? "Rule holds: \u201ccat\u201d is in quotes" : "Otherwise")), context.shown);
            }
        }
    }

    @Test
    void oneThatDoesNotFitWhenItComesIsRefused() {
        try (TextEmbedding large = embedding(1);
                TextEmbedding wide = new TextEmbedding(Tensor.of(new float[3], 1, 1, 3), Optional.empty());
                FakeContext context = new FakeContext("chooseEncoder", folder).in("text", "a cat")
                        .in("holds", large).in("otherwise", wide)) {
            assertThrows(NodeException.class, context::execute);
        }
    }
}
