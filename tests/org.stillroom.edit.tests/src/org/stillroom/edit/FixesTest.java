// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.edit.Examples.CATALOG;
import static org.stillroom.edit.Examples.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.Fixes.Fix;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphStructure;
import org.stillroom.graph.Node;
import org.stillroom.graph.Node.Mode;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;

class FixesTest {

    private final Graph graph = Examples.firstPicture();

    @Test
    void theMissingTokenizerIsPutBetweenPromptAndEncoder() {
        Graph wrong = WireEdits.connect(port("prompt.text"), port("t5_encoder.tokens")).change()
                .apply(graph.without("t5_tokenizer"));
        fix(wrong, "t5_encoder", "tokens", "Put a Tokenizer into the wire", after -> {
            assertEquals(port("prompt.text"), after.nodes().get("tokenizer").inputs().get("text"));
            assertEquals(port("tokenizer.tokens"), after.nodes().get("t5_encoder").inputs().get("tokens"));
            assertEquals("mini/tokenizer_2", after.nodes().get("tokenizer").parameters().get("model").asText());
        });
        fix(wrong, "t5_encoder", "tokens", "Remove the wire from prompt.text",
                after -> assertTrue(after.nodes().get("t5_encoder").inputs().isEmpty()));
        assertEquals("Put a Tokenizer into the wire", labels(wrong, "t5_encoder", "tokens").getFirst());
    }

    @Test
    void aMissingTokenizerIsAddedAndWired() {
        Graph open = graph.without("t5_tokenizer");
        Graph one = open.without("clip_tokenizer");
        fix(one, "t5_encoder", "tokens", "Add a Tokenizer and wire it", after -> {
            assertEquals(port("tokenizer.tokens"), after.nodes().get("t5_encoder").inputs().get("tokens"));
            assertEquals("mini/tokenizer_2", after.nodes().get("tokenizer").parameters().get("model").asText());
        });
        assertEquals(List.of("Wire it to clip_tokenizer.tokens", "Add a Tokenizer and wire it"),
                labels(open, "t5_encoder", "tokens"));
    }

    @Test
    void aNewNodeIsWiredFurtherWhereThereIsNoDoubt() {
        Graph bare = Graph.EMPTY.with(Node.of("save", "org.stillroom.saveImage"))
                .with(Node.of("noise", "org.stillroom.latentNoise"));
        fix(bare, "save", "image", "Add a VAE Decoder and wire it", after -> {
            assertEquals(port("vae_decoder.image"), after.nodes().get("save").inputs().get("image"));
            assertEquals(port("noise.latent"), after.nodes().get("vae_decoder").inputs().get("latent"));
        });
    }

    @Test
    void anOpenInputIsWiredToTheNearestOutput() {
        Graph open = WireEdits.disconnect(port("vae_decoder.latent")).change().apply(graph);
        assertEquals(List.of("Wire it to denoiser.latent", "Wire it to noise.latent"),
                labels(open, "vae_decoder", "latent").subList(0, 2));
        fix(open, "vae_decoder", "latent", "Wire it to denoiser.latent",
                after -> assertEquals(graph.nodes(), after.nodes()));
    }

    /** Noise may take its size from a picture, but is none. */
    @Test
    void aPictureBecomesALatentByWhatNeedsPictures() {
        Graph wrong = WireEdits.connect(port("load.image"), port("vae_decoder.latent")).change()
                .apply(graph.with(Node.of("load", "org.stillroom.loadImage")));
        assertEquals("Put a VAE Encoder into the wire", labels(wrong, "vae_decoder", "latent").getFirst());
    }

    @Test
    void aWireOfAWrongTypeIsRemovedOrMoved() {
        Graph wrong = WireEdits.connect(port("noise.latent"), port("denoiser.t5")).change().apply(graph);
        assertTrue(labels(wrong, "denoiser", "t5").contains("Wire it to t5_encoder.embedding"));
        fix(wrong, "denoiser", "t5", "Remove the wire from noise.latent",
                after -> assertFalse(after.nodes().get("denoiser").inputs().containsKey("t5")));
    }

    @Test
    void wiresFromNowhereAndToNowhereAreRemoved() {
        Graph nowhere = WireEdits.connect(port("nobody.x"), port("denoiser.t5"))
                .then(WireEdits.connect(port("noise.latent"), port("denoiser.zzz")))
                .then(WireEdits.connect(port("noise.zzz"), port("denoiser.noise"))).change().apply(graph);
        fix(nowhere, "denoiser", "t5", "Remove the wire from nobody.x",
                after -> assertFalse(after.nodes().get("denoiser").inputs().containsKey("t5")));
        fix(nowhere, "denoiser", "zzz", "Remove the wire from noise.latent",
                after -> assertFalse(after.nodes().get("denoiser").inputs().containsKey("zzz")));
        fix(nowhere, "denoiser", "noise", "Wire it to noise.latent",
                after -> assertEquals(port("noise.latent"), after.nodes().get("denoiser").inputs().get("noise")));
    }

    @Test
    void aCycleIsOpened() {
        Graph cycle = graph.with(Node.of("back", "org.stillroom.vaeEncoder").withInput("image",
                port("vae_decoder.image"))).with(graph.nodes().get("denoiser").withInput("latent",
                        port("back.latent")));
        Problem problem = GraphCheck.check(cycle, CATALOG, new ModelFolders(List.of())).problems().stream()
                .filter(found -> found.message().contains("cycle")).findFirst().orElseThrow();
        Graph after = Fixes.of(cycle, CATALOG, problem).stream().filter(fix -> fix.label().startsWith("Remove"))
                .findFirst().orElseThrow().edit().change().apply(cycle);
        assertTrue(GraphStructure.problems(after).isEmpty());
    }

    @Test
    void aMutedSourceIsLetRunAgain() {
        Graph muted = NodeEdits.mode(Set.of("denoiser"), Mode.MUTED).change().apply(graph);
        fix(muted, "vae_decoder", "latent", "Let \u201cdenoiser\u201d run again",
                after -> assertEquals(Mode.ACTIVE, after.nodes().get("denoiser").mode()));
        fix(muted, "vae_decoder", "latent", "Mute \u201cvae_decoder\u201d",
                after -> assertEquals(Mode.MUTED, after.nodes().get("vae_decoder").mode()));
    }

    @Test
    void numbersAreSetToTheNearestThatFits() {
        assertFix("denoiser", "steps", IntNode.valueOf(5000), "Set Steps to 1000", IntNode.valueOf(1000));
        assertFix("denoiser", "steps", IntNode.valueOf(-5), "Set Steps to 1", IntNode.valueOf(1));
        assertFix("denoiser", "steps", DoubleNode.valueOf(7.6), "Set Steps to 8", IntNode.valueOf(8));
        assertFix("denoiser", "steps", TextNode.valueOf(" 12 "), "Set Steps to 12", IntNode.valueOf(12));
        assertFix("noise", "width", IntNode.valueOf(1000), "Set Width to 1008", IntNode.valueOf(1008));
        assertFix("noise", "width", IntNode.valueOf(9000), "Set Width to 8192", IntNode.valueOf(8192));
        assertFix("noise", "width", IntNode.valueOf(0), "Set Width to 16", IntNode.valueOf(16));
        assertFix("denoiser", "guidance", DecimalNode.valueOf(new BigDecimal("100.5")), "Set Guidance to 100",
                IntNode.valueOf(100));
        assertFix("denoiser", "steps", TextNode.valueOf("many"), "Reset Steps to 20", null);
        assertFix("denoiser", "scheduler", TextNode.valueOf("fast"), "Reset Scheduler to euler", null);
    }

    @Test
    void stepsAreKeptWithinTheRange() {
        Parameter size = new Parameter("size", "Size", Parameter.Kind.INTEGER, IntNode.valueOf(32),
                Optional.of(BigDecimal.TEN), Optional.of(new BigDecimal(90)), Optional.of(new BigDecimal(16)),
                List.of(), List.of(), false, false, false, "");
        NodeType prompt = Examples.type("prompt");
        NodeType type = new NodeType("x", 1, "X", "", List.of(), "", "", false, false, false, false, List.of(),
                List.of(), List.of(size), new TreeMap<>(), prompt.provider(), prompt.function());
        Node node = Node.of("n", "x");
        assertEquals("Set Size to 16", ParameterFixes.of(node.withParameter("size", IntNode.valueOf(0)), type, "size")
                .getFirst().label());
        assertEquals("Set Size to 80", ParameterFixes.of(node.withParameter("size", IntNode.valueOf(200)), type,
                "size").getFirst().label());
    }

    @Test
    void absurdNumbersAreOnlyReset() {
        for (String absurd : List.of("1e999999999", "1e-999999999", "-1e400", "NaN", "Infinity", "9".repeat(500))) {
            Graph wrong = NodeEdits.parameter("denoiser", "steps", TextNode.valueOf(absurd)).change().apply(graph);
            assertEquals(List.of("Reset Steps to 20"), labels(wrong, "denoiser", "steps"), absurd);
        }
        Graph wrong = NodeEdits.parameter("denoiser", "guidance", DecimalNode.valueOf(new BigDecimal("1e999")))
                .change().apply(graph);
        assertEquals(List.of("Reset Guidance to 3.5"), labels(wrong, "denoiser", "guidance"));
    }

    @Test
    void longTextsAreCut() {
        JsonNode text = TextNode.valueOf("\ud83e\udd8a".repeat(120));
        assertFix("save_image", "name", text, "Cut Name to 100 characters",
                TextNode.valueOf("\ud83e\udd8a".repeat(100)));
        assertFix("save_image", "name", TextNode.valueOf(""), "Reset Name to picture", null);
    }

    @Test
    void anUnknownParameterIsRemoved() {
        assertFix("denoiser", "stepz", IntNode.valueOf(3), "Remove \u201cstepz\u201d", null);
    }

    @Test
    void aNodeOfAMissingTypeIsMutedOrDeleted() {
        Graph missing = graph.with(Node.of("x", "gone.type"));
        assertEquals(List.of("Mute \u201cx\u201d", "Delete \u201cx\u201d and heal its wires"),
                labels(missing, "x", ""));
        fix(missing, "x", "", "Delete \u201cx\u201d and heal its wires",
                after -> assertEquals(graph.nodes(), after.nodes()));
    }

    @Test
    void whatIsRightOrGoneHasNoFixes() {
        assertEquals(List.of(), labels(graph, "denoiser", "t5"));
        assertEquals(List.of(), labels(graph, "denoiser", "steps"));
        assertEquals(List.of(), labels(graph, "nobody", ""));
        assertEquals(List.of(), labels(graph, "", ""));
    }

    /** Whatever the check finds in a broken graph, each fix offered changes it and makes no new error at that place. */
    @Test
    void everyFixOfferedDoesSomething() {
        Graph broken = NodeEdits.parameter("denoiser", "steps", IntNode.valueOf(0))
                .then(NodeEdits.parameter("noise", "width", IntNode.valueOf(17)))
                .then(WireEdits.connect(port("prompt.text"), port("t5_encoder.tokens")))
                .then(WireEdits.disconnect(port("vae_decoder.latent")))
                .then(NodeEdits.mode(Set.of("clip_tokenizer"), Mode.MUTED)).change().apply(graph);
        int offered = 0;
        for (Problem problem : GraphCheck.check(broken, CATALOG, new ModelFolders(List.of())).problems()) {
            for (Fix fix : Fixes.of(broken, CATALOG, problem)) {
                offered++;
                Graph after = Steps.take(broken, fix.edit(), fixed -> {});
                assertTrue(GraphCheck.check(after, CATALOG, new ModelFolders(List.of())).problems().stream().noneMatch(
                        left -> left.equals(problem)) || fix.label().startsWith("Remove"), fix + " leaves " + problem);
            }
        }
        assertTrue(offered >= 8, "fixes: " + offered);
    }

    private void assertFix(String node, String parameter, JsonNode wrong, String label, JsonNode expected) {
        Graph broken = NodeEdits.parameter(node, parameter, wrong).change().apply(graph);
        fix(broken, node, parameter, label, after -> {
            JsonNode value = after.nodes().get(node).parameters().get(parameter);
            assertEquals(expected == null ? null : expected.asText(), value == null ? null : value.asText());
            assertEquals(expected != null && expected.isNumber(), value != null && value.isNumber());
        });
    }

    private static void fix(Graph graph, String node, String at, String label, Consumer<Graph> verify) {
        List<Fix> fixes = Fixes.of(graph, CATALOG, Problem.error(node, at, "whatever"));
        Fix fix = fixes.stream().filter(offered -> offered.label().equals(label)).findFirst()
                .orElseThrow(() -> new AssertionError(label + " is not among " + fixes));
        assertEquals(label, fix.edit().label());
        Steps.take(graph, fix.edit(), verify);
    }

    private static List<String> labels(Graph graph, String node, String at) {
        return Fixes.of(graph, CATALOG, Problem.error(node, at, "whatever")).stream().map(Fix::label).toList();
    }
}
