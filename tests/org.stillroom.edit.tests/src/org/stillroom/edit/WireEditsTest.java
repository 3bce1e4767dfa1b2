// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.stillroom.edit.Examples.port;
import static org.stillroom.edit.Examples.wire;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.PortRef;

class WireEditsTest {

    private static final PortRef T5 = port("denoiser.t5");

    private final Graph graph = Examples.firstPicture();

    @Test
    void connectsAndReplacesAWire() {
        Steps.take(graph, WireEdits.connect(port("clip_encoder.embedding"), port("denoiser.clip_g")),
                after -> assertEquals(port("clip_encoder.embedding"),
                        after.nodes().get("denoiser").inputs().get("clip_g")));
        Steps.take(graph, WireEdits.connect(port("prompt.negative"), port("t5_tokenizer.text")),
                after -> assertEquals(port("prompt.negative"), after.nodes().get("t5_tokenizer").inputs().get("text")));
        Steps.none(graph, WireEdits.connect(port("prompt.text"), port("t5_tokenizer.text")));
        Steps.none(graph, WireEdits.connect(port("prompt.text"), port("nobody.text")));
    }

    @Test
    void disconnectsWithThePoints() {
        Graph bent = WireEdits.addReroute(T5, 0, new Point(1, 2)).change().apply(graph);
        Steps.take(bent, WireEdits.disconnect(T5), after -> {
            assertFalse(after.nodes().get("denoiser").inputs().containsKey("t5"));
            assertEquals(Layout.EMPTY.reroutes(), after.layout().reroutes());
        });
        Steps.none(graph, WireEdits.disconnect(port("denoiser.clip_g")));
    }

    @Test
    void movesTheTargetEndWithThePoints() {
        Graph bent = WireEdits.addReroute(port("denoiser.clip_l"), 0, new Point(1, 2)).change().apply(graph);
        Steps.take(bent, WireEdits.rewire(wire("clip_encoder.embedding", "denoiser.clip_l"),
                port("clip_encoder.embedding"), port("denoiser.clip_g")), after -> {
                    assertFalse(after.nodes().get("denoiser").inputs().containsKey("clip_l"));
                    assertEquals(port("clip_encoder.embedding"), after.nodes().get("denoiser").inputs().get("clip_g"));
                    assertEquals(List.of(new Point(1, 2)), after.layout().reroutes().get("denoiser.clip_g"));
                    assertFalse(after.layout().reroutes().containsKey("denoiser.clip_l"));
                });
    }

    @Test
    void movesTheSourceEndAndKeepsThePoints() {
        Graph bent = WireEdits.addReroute(port("t5_tokenizer.text"), 0, new Point(1, 2)).change().apply(graph);
        Steps.take(bent, WireEdits.rewire(wire("prompt.text", "t5_tokenizer.text"), port("prompt.negative"),
                port("t5_tokenizer.text")), after -> {
                    assertEquals(port("prompt.negative"), after.nodes().get("t5_tokenizer").inputs().get("text"));
                    assertEquals(bent.layout().reroutes(), after.layout().reroutes());
                });
        Steps.none(graph, WireEdits.rewire(wire("noise.latent", "t5_tokenizer.text"), port("prompt.negative"),
                port("t5_tokenizer.text")));
        Steps.none(graph, WireEdits.rewire(wire("prompt.text", "t5_tokenizer.text"), port("prompt.text"),
                port("t5_tokenizer.text")));
        Steps.none(graph, WireEdits.rewire(wire("prompt.text", "t5_tokenizer.text"), port("prompt.text"),
                port("nobody.text")));
    }

    @Test
    void addsMovesAndRemovesPoints() {
        Graph one = Steps.take(graph, WireEdits.addReroute(T5, 0, new Point(5, 5)),
                after -> assertEquals(List.of(new Point(5, 5)), after.layout().reroutes().get("denoiser.t5")));
        Graph two = Steps.take(one, WireEdits.addReroute(T5, 0, new Point(1, 1)), after -> assertEquals(
                List.of(new Point(1, 1), new Point(5, 5)), after.layout().reroutes().get("denoiser.t5")));
        Graph moved = Steps.take(two, WireEdits.moveReroute(T5, 1, new Point(9, 9)), after -> assertEquals(
                List.of(new Point(1, 1), new Point(9, 9)), after.layout().reroutes().get("denoiser.t5")));
        Graph left = Steps.take(moved, WireEdits.removeReroute(T5, 0),
                after -> assertEquals(List.of(new Point(9, 9)), after.layout().reroutes().get("denoiser.t5")));
        Steps.take(left, WireEdits.removeReroute(T5, 0),
                after -> assertFalse(after.layout().reroutes().containsKey("denoiser.t5")));
    }

    @Test
    void pointsThatCannotBeAreIgnored() {
        Steps.none(graph, WireEdits.addReroute(port("denoiser.clip_g"), 0, new Point(1, 1)));
        Steps.none(graph, WireEdits.moveReroute(T5, 0, new Point(1, 1)));
        Steps.none(graph, WireEdits.moveReroute(T5, -1, new Point(1, 1)));
        Steps.none(graph, WireEdits.removeReroute(T5, 3));
        Steps.take(graph, WireEdits.addReroute(T5, 7, new Point(Integer.MAX_VALUE, Integer.MIN_VALUE)),
                after -> assertEquals(List.of(new Point(Layout.FURTHEST, -Layout.FURTHEST)),
                        after.layout().reroutes().get("denoiser.t5")));
    }
}
