// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.eclipse.swt.graphics.Point;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.PortRef;
import org.stillroom.test.canvas.CanvasFixture;
import org.stillroom.test.canvas.Hands;

/** The main gestures with the real pointer and real keys of the display. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RealGesturesTest {

    private final CanvasFixture fixture = new CanvasFixture(CanvasFixture.example("first-picture"));
    private Hands hands;
    private Graph before;

    @BeforeEach
    void look() {
        new CanvasActions(fixture.canvas());
        fixture.canvas().view().fit();
        fixture.settle();
        hands = new Hands(fixture);
        before = fixture.graph();
    }

    @AfterEach
    void leaveIdle() {
        assertTrue(fixture.canvas().idle(), "the canvas is idle");
        fixture.close();
    }

    private Point empty() {
        return new Point(fixture.header("prompt").x, 40);
    }

    private Set<String> added() {
        Set<String> ids = new TreeSet<>(fixture.graph().nodes().keySet());
        ids.removeAll(before.nodes().keySet());
        return ids;
    }

    @Test
    void wiresTwoPortsAndTakesItBack() {
        hands.drag(fixture.port("prompt.negative", false), fixture.port("t5_tokenizer.negative", true), 1);
        assertEquals(PortRef.parse("prompt.negative"),
                fixture.graph().nodes().get("t5_tokenizer").inputs().get("negative"));
        hands.keys("ctrl+z");
        assertSame(before, fixture.graph());
    }

    @Test
    void movesANode() {
        Point from = fixture.header("noise");
        hands.drag(from, new Point(from.x - 90, from.y + 60), 1);
        hands.until(() -> fixture.graph() != before);
        Layout.Place place = fixture.graph().layout().nodes().get("noise");
        assertTrue(place.x() < before.layout().nodes().get("noise").x(), place.toString());
        assertTrue(place.y() > before.layout().nodes().get("noise").y(), place.toString());
        assertEquals(before.nodes(), fixture.graph().nodes());
    }

    @Test
    void findsANodeByTypingAfterADoubleClick() {
        hands.doubleClick(empty());
        hands.type("save ten");
        hands.keys("Return");
        assertEquals(Set.of("save_tensors"), added());
        fixture.canvas().control().setFocus();
        hands.keys("ctrl+z");
        assertSame(before, fixture.graph());
    }

    @Test
    void aWireDroppedOnNothingOffersWhatFits() {
        hands.drag(fixture.port("denoiser.latent", false), new Point(fixture.header("vae_decoder").x, 60), 1);
        hands.type("vae");
        hands.keys("Return");
        assertEquals(1, added().size(), added().toString());
        String id = added().iterator().next();
        assertEquals("org.stillroom.vaeDecoder", fixture.graph().nodes().get(id).type());
        assertEquals(PortRef.parse("denoiser.latent"), fixture.graph().nodes().get(id).inputs().get("latent"));
    }

    /** The ports of a short node lie where its edge could be taken hold of to resize it. */
    @Test
    void wiresFromThePortOfANodeThatIsSelected() {
        fixture.canvas().zoom().setZoom(0.75);
        fixture.settle();
        Point tokens = fixture.port("t5_tokenizer.tokens", false);
        hands.drag(tokens, new Point(tokens.x + 20, 60), 1);
        hands.type("T5 Encoder");
        hands.keys("Return");
        String id = added().iterator().next();
        assertEquals("org.stillroom.t5Encoder", fixture.graph().nodes().get(id).type());
        hands.until(() -> fixture.selectedNodes().equals(List.of(id)));
        Graph with = fixture.graph();
        Point embedding = fixture.port(id + ".embedding", false);
        hands.drag(embedding, fixture.port("denoiser.t5", true), 1);
        assertEquals(PortRef.parse(id + ".embedding"),
                fixture.graph().nodes().get("denoiser").inputs().get("t5"));
        assertEquals(with.layout(), fixture.graph().layout());
    }

    @Test
    void deletesWhatIsClicked() {
        hands.click(fixture.header("save_image"));
        hands.keys("Delete");
        assertFalse(fixture.graph().nodes().containsKey("save_image"));
        hands.keys("ctrl+z");
        assertSame(before, fixture.graph());
    }

    @Test
    void findsInTheGraphWhileTyping() {
        hands.click(empty());
        fixture.canvas().zoom().setZoom(2);
        fixture.settle();
        hands.keys("ctrl+f");
        hands.type("save");
        hands.until(() -> fixture.selectedNodes().equals(List.of("save_image")));
        Point at = fixture.header("save_image");
        assertTrue(fixture.canvas().control().getBounds().contains(at), "it is shown: " + at);
        hands.keys("ctrl+a");
        hands.type("tokenizer");
        hands.keys("Down");
        hands.until(() -> fixture.selectedNodes().equals(List.of("t5_tokenizer")));
        hands.keys("Return");
        hands.until(() -> fixture.canvas().control().isFocusControl());
        assertEquals(List.of("t5_tokenizer"), fixture.selectedNodes());
        assertSame(before, fixture.graph());
    }

    @Test
    void typesAPromptOnTheNode() {
        hands.click(fixture.header("prompt"));
        hands.keys("Return", "ctrl+a");
        hands.type("a blue fox");
        hands.keys("ctrl+Return");
        assertEquals("a blue fox", fixture.graph().nodes().get("prompt").parameters().get("text").asText());
    }

    @Test
    void zoomsWithTheWheelAndPansWithTheMiddleButton() {
        double scale = fixture.canvas().zoom().getZoom();
        Point middle = fixture.header("denoiser");
        hands.moveTo(middle);
        hands.ctrlWheel(true);
        assertTrue(fixture.canvas().zoom().getZoom() > scale);
        Point there = fixture.header("denoiser");
        hands.drag(empty(), new Point(empty().x + 80, empty().y + 50), 2);
        assertNotEquals(there, fixture.header("denoiser"));
        assertSame(before, fixture.graph());
    }
}
