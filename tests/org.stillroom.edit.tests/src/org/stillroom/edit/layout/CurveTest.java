// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillroom.edit.Bounds;
import org.stillroom.graph.Layout.Point;

/** Wires run around their own nodes. */
class CurveTest {

    private static final Bounds SOURCE = new Bounds(500, 200, 224, 160);
    private static final Point FROM = new Point(724, 260);

    static Stream<Bounds> targets() {
        return Stream.of(new Bounds(500, 420, 224, 120), new Bounds(500, 20, 224, 120), new Bounds(100, 200, 224, 160),
                new Bounds(100, 240, 224, 400), new Bounds(100, -300, 224, 540), new Bounds(480, 700, 300, 60),
                new Bounds(260, 365, 224, 120));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aWireThatRunsBackwardsRunsBehindNeitherOfItsNodes(Bounds target) {
        Point to = new Point(target.x(), target.y() + 60);
        Curve curve = Curve.around(FROM, SOURCE, to, target);
        // the ports themselves lie on the edges
        assertFalse(curve.crosses(SOURCE.grown(-2)), "the source");
        assertFalse(curve.crosses(target.grown(-2)), "the target");
        assertEquals(FROM.x(), curve.cubics().getFirst().x0());
        assertEquals(to.y(), curve.cubics().getLast().y3());
    }

    @Test
    void aNewPointOfAWireWithoutPointsIsItsFirst() {
        Bounds target = new Bounds(100, 200, 224, 160);
        Curve curve = Curve.around(FROM, SOURCE, new Point(100, 260), target);
        assertEquals(0, curve.nearestPiece(new Point(80, 300)));
        assertEquals(1, Curve.between(FROM, new Point(100, 260), List.of(new Point(400, 500)))
                .nearestPiece(new Point(120, 300)));
    }

    @Test
    void aWireThatRunsForwardsIsAsEver() {
        Point to = new Point(900, 400);
        assertEquals(Curve.between(FROM, to, List.of()).cubics(),
                Curve.around(FROM, SOURCE, to, new Bounds(900, 340, 224, 160)).cubics());
    }
}
