// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.edit.Examples.CATALOG;
import static org.stillroom.edit.Examples.port;
import static org.stillroom.edit.Examples.type;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.Edit;
import org.stillroom.edit.Examples;
import org.stillroom.edit.Items;
import org.stillroom.edit.NodeEdits;
import org.stillroom.edit.Steps;
import org.stillroom.edit.WireEdits;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphStructure;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;

class EncoderEditsTest {

    private static final String TEACHER = "mini/text_encoder_2";
    private static final String SMALL = "mini/students/small";
    private static final String BASE = "students/base.safetensors";

    private final Graph graph = Examples.firstPicture();

    @Test
    void swapsTheModelAlone() {
        Steps.take(graph, EncoderEdits.swap("t5_encoder", SMALL), after -> {
            assertEquals(SMALL, model(after, "t5_encoder"));
            assertEquals(graph.wires(), after.wires());
        });
        Steps.none(graph, EncoderEdits.swap("t5_encoder", TEACHER));
    }

    @Test
    void comparesTwoEncodersSideBySide() {
        Steps.take(graph, compare(TEACHER, SMALL), after -> {
            assertEquals(Set.of("t5_encoder_small", "denoiser_small", "vae_decoder_small", "save_image_small",
                    "compare_images"), Examples.ids(Items.added(graph, after)));
            assertEquals(TEACHER, model(after, "t5_encoder"));
            assertEquals(SMALL, model(after, "t5_encoder_small"));
            assertEquals(port("t5_tokenizer.tokens"), after.nodes().get("t5_encoder_small").inputs().get("tokens"));
            assertEquals(Map.of("t5", port("t5_encoder_small.embedding"), "clip_l", port("clip_encoder.embedding"),
                    "noise", port("noise.latent")), after.nodes().get("denoiser_small").inputs());
            assertEquals(graph.nodes().get("denoiser").parameters(), after.nodes().get("denoiser_small").parameters());
            assertEquals(Map.of("a", port("vae_decoder.image"), "b", port("vae_decoder_small.image")),
                    after.nodes().get("compare_images").inputs());
            assertEquals("picture-small", after.nodes().get("save_image_small").parameters().get("name").asText());
            assertEquals(List.of(), GraphStructure.problems(after));
            assertDistinctPlaces(after);
        });
    }

    @Test
    void anEncoderThatIsNotComparedGivesWayToTheFirst() {
        Steps.take(graph, compare(SMALL, BASE), after -> {
            assertEquals(SMALL, model(after, "t5_encoder"));
            assertEquals(BASE, model(after, "t5_encoder_base"));
            assertEquals(13 + 1, after.nodes().size());
        });
    }

    @Test
    void moreEncodersThanAViewerShowsGetAnotherViewer() {
        Steps.take(graph, compare(SMALL, TEACHER, BASE, "x/text_encoder_3", "y"), after -> {
            assertEquals(TEACHER, model(after, "t5_encoder"), "keeps its own where that is compared");
            assertEquals("x/text_encoder_3", model(after, "t5_encoder_x"));
            assertEquals(Map.of("a", port("vae_decoder.image"), "b", port("vae_decoder_small.image"),
                    "c", port("vae_decoder_base.image"), "d", port("vae_decoder_x.image")),
                    after.nodes().get("compare_images").inputs());
            assertEquals(Map.of("a", port("vae_decoder.image"), "b", port("vae_decoder_y.image")),
                    after.nodes().get("compare_images_2").inputs());
            assertDistinctPlaces(after);
        });
    }

    @Test
    void viewersAreNotCopied() {
        Graph viewed = NodeEdits.addAtWire(CATALOG, type("imageViewer"), "viewer", new Point(1440, 400),
                port("vae_decoder.image"), true).change().apply(graph);
        Graph once = Steps.take(viewed, compare(TEACHER, SMALL),
                after -> assertEquals(5, Items.added(viewed, after).size()));
        Steps.take(once, compare(TEACHER, BASE), after -> assertEquals(Set.of("t5_encoder_base", "denoiser_base",
                "vae_decoder_base", "save_image_base", "compare_images_2"), Examples.ids(Items.added(once, after))));
    }

    @Test
    void aBranchWithoutAPictureIsCopiedAllTheSame() {
        Graph cut = WireEdits.disconnect(port("vae_decoder.latent")).change().apply(graph);
        Steps.take(cut, compare(TEACHER, SMALL), after -> assertEquals(Set.of("t5_encoder_small", "denoiser_small"),
                Examples.ids(Items.added(cut, after))));
    }

    @Test
    void namesThatDifferOnlyInTheirFolderStayApart() {
        Steps.take(graph, compare("a/small", "b/small", "c/small"), after -> {
            assertEquals("b/small", model(after, "t5_encoder_small"));
            assertEquals("c/small", model(after, "t5_encoder_small_2"));
        });
    }

    @Test
    void aClipEncoderIsComparedToo() {
        Steps.take(graph, EncoderEdits.compare(graph, CATALOG, "clip_encoder", List.of("mini/text_encoder",
                "other/text_encoder")), after -> assertEquals(port("clip_encoder_other.embedding"),
                        after.nodes().get("denoiser_other").inputs().get("clip_l")));
    }

    @Test
    void wrongUseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> compare(TEACHER));
        assertThrows(IllegalArgumentException.class, () -> compare(TEACHER, TEACHER));
        assertThrows(IllegalArgumentException.class,
                () -> EncoderEdits.compare(graph, CATALOG, "nobody", List.of("a", "b")));
        Steps.none(graph.without("t5_encoder"), compare(TEACHER, SMALL));
    }

    private Edit compare(String... models) {
        return EncoderEdits.compare(graph, CATALOG, "t5_encoder", List.of(models));
    }

    private static void assertDistinctPlaces(Graph graph) {
        Set<Point> seen = new HashSet<>();
        for (Node node : graph.nodes().values()) {
            var place = graph.layout().nodes().get(node.id());
            assertTrue(seen.add(new Point(place.x(), place.y())), node.id() + " lies on another node");
        }
    }

    private static String model(Graph graph, String node) {
        return graph.nodes().get(node).parameters().get("model").asText();
    }
}
