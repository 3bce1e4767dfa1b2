// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GraphDiffTest {

    private Graph flux;
    private Graph sd3;
    private Graph unknown;

    @BeforeEach
    void read() throws Exception {
        flux = sample("1-flux");
        sd3 = sample("1-sd3-with-frames-and-notes");
        unknown = sample("1-unknown-nodes");
    }

    @Test
    void equalGraphsDifferInNothing() throws Exception {
        for (Graph graph : List.of(flux, sd3, unknown, Graph.EMPTY)) {
            assertChanges(graph, GraphFile.parse(GraphFile.text(graph), "again"));
        }
    }

    @Test
    void parameters() {
        Node denoiser = flux.nodes().get("denoiser");
        Graph shifted = flux.with(denoiser.withParameter("shift", IntNode.valueOf(3)));
        assertChanges(flux, shifted, "denoiser.shift: default -> 3");
        assertChanges(shifted, flux, "denoiser.shift: 3 -> default");
        Graph longer = flux.with(denoiser.withParameter("steps", IntNode.valueOf(28)));
        assertChanges(flux, longer, "denoiser.steps: 20 -> 28");
        DecimalNode same = DecimalNode.valueOf(new BigDecimal("3.50"));
        assertChanges(flux, flux.with(denoiser.withParameter("guidance", same)));
    }

    @Test
    void longTextsAreShownWhereTheyDiffer() {
        String story = "once upon a time ".repeat(100);
        Node prompt = flux.nodes().get("prompt");
        Graph a = flux.with(prompt.withParameter("text", TextNode.valueOf(story + "in winter")));
        Graph b = flux.with(prompt.withParameter("text", TextNode.valueOf(story + "in summer" + story)));
        String line = GraphDiff.between(a, b).getFirst().toString();
        assertTrue(line.contains("in winter\" -> ..."), line);
        assertTrue(line.contains("in summer"), line);
        assertTrue(line.length() < 250, line);
    }

    @Test
    void swappingOneEncoderForAnotherIsOneLine() {
        assertChanges(flux, flux.with(flux.nodes().get("t5").withParameter("model", TextNode.valueOf("student"))),
                "t5.model: \"flux-dev/text_encoder_2\" -> \"student\"");
    }

    @Test
    void wires() {
        Node denoiser = flux.nodes().get("denoiser");
        assertChanges(flux, flux.with(denoiser.withInput("t5", new PortRef("clip", "embedding"))
                .withInput("clip_g", new PortRef("clip", "embedding"))),
                "wire clip.embedding -> denoiser.clip_g added",
                "wire clip.embedding -> denoiser.t5 instead of t5.embedding");
        assertChanges(flux, flux.with(denoiser.withInputs(new TreeMap<>(Map.of("t5", new PortRef("t5", "embedding"))))),
                "wire clip.embedding -> denoiser.clip_l removed",
                "wire noise.latent -> denoiser.noise removed");
    }

    @Test
    void nodesComeAndGoWithTheirWires() {
        Graph less = flux.without("save");
        assertChanges(flux, less, "node save removed (org.stillroom.saveImage)",
                "wire decoder.image -> save.image removed");
        assertChanges(less, flux, "node save added (org.stillroom.saveImage)",
                "wire decoder.image -> save.image added");
    }

    @Test
    void modesTypesAndVersions() {
        Node t5 = flux.nodes().get("t5");
        assertChanges(flux, flux.with(t5.withMode(Node.Mode.MUTED)), "node t5: active -> muted");
        assertChanges(flux, flux.with(t5.withVersion(2, t5.parameters())),
                "node t5: type org.stillroom.t5Encoder version 1 -> org.stillroom.t5Encoder version 2");
        assertChanges(flux, flux.with(new Node("t5", "other", 1, t5.mode(), t5.parameters(), t5.inputs(), t5.extra())),
                "node t5: type org.stillroom.t5Encoder version 1 -> other version 1");
    }

    @Test
    void aRenamedNodeTakesItsWiresAndPlaceAlong() {
        assertChanges(flux, flux.renamed(Map.of("t5", "student")), "node t5 renamed to student");
        assertChanges(sd3, sd3.renamed(Map.of("denoiser", "sampler")), "node denoiser renamed to sampler");
    }

    @Test
    void aWholeRenamedChainIsRecognised() {
        Map<String, String> some = Map.of("prompt", "words", "t5_tokens", "tokens", "t5", "a-student", "noise", "n");
        assertChanges(flux, flux.renamed(some),
                "node noise renamed to n", "node prompt renamed to words", "node t5 renamed to a-student",
                "node t5_tokens renamed to tokens");
        Map<String, String> all = new TreeMap<>();
        sd3.nodes().keySet().forEach(id -> all.put(id, "renamed_" + id));
        assertEquals(all.size(), GraphDiff.between(sd3, sd3.renamed(all)).size());
    }

    @Test
    void aRenamedAndEditedNodeIsStillTheSame() {
        Graph renamed = flux.renamed(Map.of("denoiser", "sampler"));
        Node sampler = renamed.nodes().get("sampler");
        assertChanges(flux, renamed.with(sampler.withParameter("steps", IntNode.valueOf(4))),
                "node denoiser renamed to sampler", "sampler.steps: 20 -> 4");
        assertChanges(flux, renamed.with(sampler.withInput("latent", new PortRef("noise", "latent"))),
                "node denoiser renamed to sampler", "wire noise.latent -> sampler.latent added");
    }

    @Test
    void anUnlikeNodeOfTheSameTypeIsNotARename() {
        Graph other = flux.without("prompt").with(Node.of("poem", "org.stillroom.prompt")
                .withParameter("negative", TextNode.valueOf("rain")));
        assertTrue(lines(flux, other).containsAll(List.of("node prompt removed (org.stillroom.prompt)",
                "node poem added (org.stillroom.prompt)")));
    }

    @Test
    void amongEqualNodesThoseAtTheSamePlaceAreTheSame() {
        Layout layout = Layout.EMPTY.withNode("a", new Layout.Place(0, 0, 0, 0, false))
                .withNode("b", new Layout.Place(0, 500, 0, 0, false));
        Graph two = Graph.EMPTY.with(Node.of("a", "t")).with(Node.of("b", "t")).withLayout(layout);
        assertChanges(two, two.renamed(Map.of("a", "y", "b", "x")), "node a renamed to y", "node b renamed to x");
    }

    @Test
    void theBestMatchIsTaken() {
        Node worse = flux.nodes().get("noise").withParameter("width", IntNode.valueOf(64));
        Graph renamed = flux.renamed(Map.of("noise", "z-noise"));
        Node another = Node.of("a-noise", worse.type()).withVersion(1, worse.parameters());
        Graph both = renamed.with(another);
        assertChanges(flux, both, "node noise renamed to z-noise", "node a-noise added (org.stillroom.latentNoise)");
    }

    @Test
    void movementIsApart() {
        Graph moved = sd3.withLayout(sd3.layout().withNode("prompt", new Layout.Place(1, 2, 320, 140, false))
                .withNode("noise", new Layout.Place(300, 40, 0, 0, false)));
        List<Change> changes = GraphDiff.between(sd3, moved);
        assertTrue(changes.stream().allMatch(Change::isMovement));
        assertEquals("node prompt moved from (40, 40) to (1, 2)", changes.getLast().toString());
        Graph bare = sd3.withLayout(Layout.EMPTY);
        assertTrue(GraphDiff.between(sd3, bare).stream().allMatch(Change::isMovement));
        assertTrue(lines(sd3, bare).containsAll(List.of("frame encoders removed", "note why removed",
                "way of the wire to denoiser.noise removed", "node t5 has no place any more")));
        assertTrue(lines(bare, sd3).contains("node prompt placed at (40, 40)"));
        assertFalse(GraphDiff.between(flux, flux.without("save")).stream().anyMatch(Change::isMovement));
    }

    @Test
    void modelsProvidersAndUnknownProperties() {
        assertChanges(flux, flux.withModels(Map.of()), "model flux-dev/text_encoder: checksums removed");
        assertChanges(flux.withModels(Map.of()), flux, "model flux-dev/text_encoder: checksums added");
        assertChanges(flux, flux.withModels(Map.of("flux-dev/text_encoder", new ModelPin(Maps.none()))),
                "model flux-dev/text_encoder: checksums changed");
        ModelPin pin = flux.models().get("flux-dev/text_encoder");
        Graph licensed = flux.withModels(Map.of("flux-dev/text_encoder", new ModelPin(pin.files(),
                new ModelOrigin("other", "flux-dev", "", "", "", "", List.of(), 0, Maps.none()))));
        assertChanges(flux, licensed, "model flux-dev/text_encoder: licence changed: not known -> flux-dev");
        assertChanges(licensed, licensed.withModels(Map.of("flux-dev/text_encoder", new ModelPin(pin.files(),
                licensed.models().get("flux-dev/text_encoder").origin().withBytes(7)))),
                "model flux-dev/text_encoder: licence or source changed");
        assertChanges(unknown.withProviders(Map.of()), unknown, "provider of com.example.KSampler (Efficient) added");
        Graph bare = new Graph(unknown.nodes(), unknown.layout(), unknown.models(), unknown.providers(), Maps.none());
        assertChanges(unknown, bare, "graph: property team {\"owner\":\"pictures\",\"reviewed\":false} -> nothing");
    }

    @Test
    void twoGraphsDifferInNothingOnlyIfTheyAreEqual() throws Exception {
        RandomGraphs random = new RandomGraphs(11);
        Graph before = random.next();
        for (int i = 0; i < 300; i++) {
            Graph after = random.next();
            assertEquals(before.equals(after), GraphDiff.between(before, after).isEmpty());
            lines(before, after).forEach(line -> assertTrue(line.length() < 400 && !line.contains("\n"), line));
            assertEquals(List.of(), GraphDiff.between(after, GraphFile.parse(GraphFile.text(after), "again")));
            before = after;
        }
    }

    @Test
    void aThousandRenamedNodesAreFoundAndTwentyThousandDoNotHang() {
        Graph large = LargeGraphs.layered(1000, 1500);
        assertEquals(1000, GraphDiff.between(large, renamedAll(large)).size());
        Graph chain = LargeGraphs.chain(20_000);
        assertFalse(GraphDiff.between(chain, renamedAll(chain)).isEmpty());
    }

    private static Graph renamedAll(Graph graph) {
        Map<String, String> names = new TreeMap<>();
        graph.nodes().keySet().forEach(id -> names.put(id, "r" + id));
        return graph.renamed(names);
    }

    private static Graph sample(String name) throws Exception {
        return GraphFile.read(Path.of(GraphDiffTest.class.getResource("/old-graphs/" + name + ".stillroom").toURI()));
    }

    private static List<String> lines(Graph a, Graph b) {
        return GraphDiff.between(a, b).stream().map(Change::toString).toList();
    }

    private static void assertChanges(Graph a, Graph b, String... lines) {
        assertEquals(List.of(lines), lines(a, b));
    }
}
