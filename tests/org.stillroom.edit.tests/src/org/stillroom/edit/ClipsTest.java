// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.edit.Examples.CATALOG;
import static org.stillroom.edit.Examples.nodes;
import static org.stillroom.edit.Examples.port;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.ModelPin;
import org.stillroom.graph.Node;
import org.stillroom.graph.Provider;

class ClipsTest {

    private static final Point AT = new Point(2000, 1000);

    private final Graph graph = Examples.firstPicture();

    @Test
    void pastesWithFreshIdsAndInnerWires() {
        String text = Clips.copy(graph, nodes("denoiser", "vae_decoder"));
        assertTrue(Clips.isClip(text));
        Graph once = Steps.take(graph, Clips.paste(text, AT, false), after -> {
            assertEquals(Set.of("denoiser_2", "vae_decoder_2"), Examples.ids(Items.added(graph, after)));
            assertEquals(graph.nodes().get("denoiser").parameters(), after.nodes().get("denoiser_2").parameters());
            assertTrue(after.nodes().get("denoiser_2").inputs().isEmpty());
            assertEquals(port("denoiser_2.latent"), after.nodes().get("vae_decoder_2").inputs().get("latent"));
            assertEquals(graph.nodes().get("vae_decoder"), after.nodes().get("vae_decoder"));
            assertEquals(2000, after.layout().nodes().get("denoiser_2").x());
            assertEquals(2280, after.layout().nodes().get("vae_decoder_2").x(), "laid out as they were");
            assertEquals(1000, after.layout().nodes().get("vae_decoder_2").y());
        });
        Steps.take(once, Clips.paste(text, AT, false),
                after -> assertTrue(after.nodes().containsKey("denoiser_3")));
    }

    @Test
    void pastesWithIncomingWiresWhereAsked() {
        String text = Clips.copy(graph, nodes("denoiser", "vae_decoder"));
        Steps.take(graph, Clips.paste(text, AT, true), after -> {
            assertEquals(graph.nodes().get("denoiser").inputs(), after.nodes().get("denoiser_2").inputs());
            assertEquals(port("denoiser_2.latent"), after.nodes().get("vae_decoder_2").inputs().get("latent"));
        });
    }

    @Test
    void incomingWiresAreMadeInAnotherGraphOnlyFromNodesOfTheSameIdAndType() {
        String text = Clips.copy(graph, nodes("denoiser"));
        Graph other = Graph.EMPTY.with(Node.of("noise", "org.stillroom.latentNoise"))
                .with(Node.of("t5_encoder", "org.stillroom.clipEncoder"));
        Steps.take(other, Clips.paste(text, AT, true), after -> assertEquals(
                Map.of("noise", port("noise.latent")), after.nodes().get("denoiser").inputs()));
    }

    @Test
    void framesNotesAndPointsAreCopiedToo() {
        Graph full = LayoutEdits.frame("frame", "Paint", 800, 100, 600, 300)
                .then(LayoutEdits.frameColor("frame", "#3b82f6"))
                .then(LayoutEdits.note("note", "slow", 900, 120, 80, 30))
                .then(WireEdits.addReroute(port("vae_decoder.latent"), 0, new Point(1100, 150)))
                .then(WireEdits.addReroute(port("denoiser.t5"), 0, new Point(850, 150)))
                .then(LayoutEdits.collapse(Set.of("denoiser"), true)).change().apply(graph);
        Set<CanvasItem> items = new HashSet<>(nodes("denoiser", "vae_decoder"));
        items.add(new FrameItem("frame"));
        items.add(new NoteItem("note"));
        Steps.take(full, Clips.paste(Clips.copy(full, items), new Point(0, 0), false), after -> {
            assertEquals(new Layout.Frame("Paint", 0, 0, 600, 300, "#3b82f6"),
                    after.layout().frames().get("frame_2"));
            assertEquals(new Layout.Note("slow", 100, 20, 80, 30), after.layout().notes().get("note_2"));
            assertEquals(List.of(new Point(300, 50)), after.layout().reroutes().get("vae_decoder_2.latent"));
            assertFalse(after.layout().reroutes().containsKey("denoiser_2.t5"));
            assertTrue(after.layout().nodes().get("denoiser_2").collapsed());
        });
    }

    @Test
    void duplicatesBesideTheOriginal() {
        Steps.take(graph, Clips.duplicate(nodes("denoiser"), 30, 40, true), after -> {
            assertEquals(910, after.layout().nodes().get("denoiser_2").x());
            assertEquals(200, after.layout().nodes().get("denoiser_2").y());
            assertEquals(graph.nodes().get("denoiser").inputs(), after.nodes().get("denoiser_2").inputs());
        });
        Steps.take(graph, Clips.duplicate(nodes("denoiser"), 30, 40, false),
                after -> assertTrue(after.nodes().get("denoiser_2").inputs().isEmpty()));
        Steps.none(graph, Clips.duplicate(nodes("nobody"), 30, 40, false));
        Steps.none(graph, Clips.duplicate(Set.of(), 30, 40, false));
    }

    @Test
    void nodesOfMissingTypesKeepAllTheyHave() {
        Node strange = new Node("strange", "gone.type", 7, Node.Mode.BYPASSED,
                new TreeMap<>(Map.of("k", IntNode.valueOf(1))), new TreeMap<>(), new TreeMap<>(Map.of("later",
                        IntNode.valueOf(2))));
        Graph with = graph.with(strange)
                .withProviders(new TreeMap<>(Map.of("gone.type", new Provider("gone.bundle", "gone"))))
                .withModels(Map.of("mini/vae", new ModelPin(new TreeMap<>(Map.of("a", "0".repeat(64))))));
        Steps.take(Graph.EMPTY, Clips.paste(Clips.copy(with, nodes("strange", "vae_decoder")), AT, false), after -> {
            assertEquals(strange, after.nodes().get("strange"));
            assertEquals(with.providers(), after.providers());
            assertEquals(with.models(), after.models());
        });
        Steps.take(graph, Clips.paste(Clips.copy(with, nodes("prompt")), AT, false),
                after -> assertTrue(after.providers().isEmpty() && after.models().isEmpty()));
    }

    @Test
    void aWholeGraphFileCanBePasted() {
        Steps.take(Graph.EMPTY, Clips.paste(GraphFile.text(graph), new Point(40, 40), false), after -> {
            assertEquals(graph.nodes(), after.nodes());
            assertEquals(graph.layout(), after.layout());
        });
    }

    @Test
    void thereIsNothingToCopyWithoutNodesFramesOrNotes() {
        assertEquals("", Clips.copy(graph, Set.of()));
        assertEquals("", Clips.copy(graph, Set.of(new WireItem(port("noise.latent"), port("denoiser.noise")))));
    }

    @Test
    void foreignTextIsRefusedWithASentence() {
        for (String text : new String[] {"hello", "", "  ", null, "{}", "[1]", "{\"format\": \"stillroom\"}",
            "{\"format\": \"stillroom\", \"version\": 99, \"nodes\": {}}",
            "{\"format\": \"stillroom\", \"version\": 1, \"nodes\": {}}",
            "{\"nodes\": [], \"links\": [], \"version\": 0.4}",
            "{\"format\": \"stillroom\", \"version\": 1, \"nodes\": {\"../etc\": {\"type\": \"x\", \"version\": 1}}}",
            "[".repeat(100_000), "a\u0000\u202eb"}) {
            assertFalse(Clips.isClip(text), text);
            String sentence = Clips.refusal(text).orElseThrow();
            assertTrue(sentence.startsWith("The clipboard holds no ") && sentence.endsWith("."), sentence);
            assertTrue(sentence.length() < 300, sentence);
            assertEquals(sentence, assertThrows(IllegalArgumentException.class,
                    () -> Clips.paste(text, AT, true)).getMessage());
        }
    }

    @Test
    void aClipFromAStrangerDoesNoHarm() {
        String hostile = """
                {"format": "stillroom", "version": 1, "clip": {"outside": [1, {"x": 2}]},
                 "nodes": {"denoiser": {"type": "org.stillroom.denoiser", "version": 1,
                     "inputs": {"noise": "denoiser.latent", "t5": "t5_encoder.embedding", "x": "nobody.out"}}},
                 "providers": {"org.stillroom.prompt": {"bundle": "evil"}},
                 "models": {"mini/vae": {"vae": "%s"}},
                 "layout": {"nodes": {"denoiser": {"x": 1000000000, "y": -1000000000}, "prompt": {"x": 1, "y": 1}},
                     "reroutes": {"prompt.text": [[1, 2]], "denoiser.t5": [[3, 4]], "denoiser.zzz": [[5, 6]]}}}
                """.formatted("0".repeat(64));
        Graph pinned = graph.withModels(Map.of("mini/vae", new ModelPin(new TreeMap<>())));
        Steps.take(pinned, Clips.paste(hostile, AT, true), after -> {
            assertEquals(Map.of("noise", port("denoiser_2.latent")), after.nodes().get("denoiser_2").inputs());
            assertEquals(2000, after.layout().nodes().get("denoiser_2").x());
            assertEquals(1000, after.layout().nodes().get("denoiser_2").y());
            assertEquals(graph.layout().nodes().get("prompt"), after.layout().nodes().get("prompt"));
            assertTrue(after.layout().reroutes().isEmpty());
            assertTrue(after.providers().isEmpty());
            assertEquals(pinned.models(), after.models(), "what the graph knows of its models stays");
        });
        Edit paste = Clips.paste("{\"format\": \"stillroom\", \"version\": 1, \"clip\": 3, \"layout\": {\"notes\":"
                + " {\"note\": {\"text\": \"hi\"}}}}", AT, true);
        assertEquals(1, paste.change().apply(graph).layout().notes().size());
    }

    @Test
    void deletingWhatWasPastedGivesTheFirstTextAgain() {
        Graph pasted = Clips.paste(Clips.copy(graph, Items.all(graph)), AT, true).change().apply(graph);
        Graph back = NodeEdits.delete(CATALOG, Items.added(graph, pasted), false).change().apply(pasted);
        assertEquals(GraphFile.text(graph), GraphFile.text(back));
    }
}
