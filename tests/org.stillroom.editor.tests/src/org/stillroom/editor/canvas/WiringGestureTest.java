// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.draw2d.IFigure;
import org.eclipse.gef.LayerConstants;
import org.eclipse.gef.editparts.LayerManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.edit.NodeEdits;
import org.stillroom.edit.WireEdits;
import org.stillroom.editor.canvas.figures.TooltipFigure;
import org.stillroom.editor.canvas.figures.WireFigure.Stress;
import org.stillroom.editor.canvas.parts.WirePart;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.PortRef;
import org.stillroom.test.canvas.CanvasFixture;

/** Drawing, moving and cutting wires, by mouse and by keyboard. */
class WiringGestureTest extends GestureTestBase {

    @BeforeEach
    void open() {
        canvas = new CanvasFixture(CanvasFixture.example("first-picture"));
        canvas.canvas().view().fit();
        canvas.settle();
    }

    private PortRef input(String port) {
        PortRef ref = PortRef.parse(port);
        return canvas.graph().nodes().get(ref.node()).inputs().get(ref.port());
    }

    @Test
    void wiresAnOutputToAnInput() {
        canvas.drag(canvas.port("prompt.negative", false), canvas.port("t5_tokenizer.negative", true));
        assertEquals(PortRef.parse("prompt.negative"), input("t5_tokenizer.negative"));
        canvas.commands().undo();
        assertNull(input("t5_tokenizer.negative"));
        canvas.commands().redo();
        assertEquals(PortRef.parse("prompt.negative"), input("t5_tokenizer.negative"));
    }

    @Test
    void wiresAnInputToAnOutput() {
        canvas.drag(canvas.port("denoiser.clip_g", true), canvas.port("clip_encoder.embedding", false));
        assertEquals(PortRef.parse("clip_encoder.embedding"), input("denoiser.clip_g"));
    }

    @Test
    void aWireDroppedOnANodeGoesToItsFreePortThatFits() {
        canvas.drag(canvas.port("prompt.negative", false), canvas.header("clip_tokenizer"));
        assertEquals(PortRef.parse("prompt.negative"), input("clip_tokenizer.negative"));
        assertEquals(PortRef.parse("prompt.text"), input("clip_tokenizer.text"));
    }

    @Test
    void aPortOfAnotherTypeSaysWhyNot() {
        Point from = canvas.port("prompt.text", false);
        Point to = canvas.port("denoiser.t5", true);
        Graph before = canvas.graph();
        canvas.press(from, 1);
        canvas.dragOn(from, to, 1);
        IFigure feedback = LayerManager.Helper.find(canvas.canvas().viewer().getRootEditPart())
                .getLayer(LayerConstants.FEEDBACK_LAYER);
        List<String> said = new ArrayList<>();
        for (Object child : feedback.getChildren()) {
            if (child instanceof TooltipFigure tooltip) {
                said.add(tooltip.text());
            }
        }
        assertEquals(1, said.size());
        assertTrue(said.get(0).contains("T5") && said.get(0).contains("Text"), said.get(0));
        canvas.release(to, 1);
        assertSame(before, canvas.graph());
    }

    @Test
    void aWireDroppedOnNothingAsksForANode() {
        List<String> asked = new ArrayList<>();
        canvas.canvas().onWireDropped((end, output, at) -> asked.add(end + " " + output + " " + at));
        Point nowhere = canvas.inControl(100, 20);
        canvas.drag(canvas.port("prompt.text", false), nowhere);
        Layout.Point place = canvas.canvas().toCanvas(nowhere);
        assertEquals(List.of("prompt.text true " + place), asked);
    }

    @Test
    void movesTheEndOfAWireToAnotherInput() {
        canvas.drag(canvas.port("denoiser.clip_l", true), canvas.port("denoiser.clip_g", true));
        assertNull(input("denoiser.clip_l"));
        assertEquals(PortRef.parse("clip_encoder.embedding"), input("denoiser.clip_g"));
        canvas.commands().undo();
        assertEquals(PortRef.parse("clip_encoder.embedding"), input("denoiser.clip_l"));
        assertNull(input("denoiser.clip_g"));
    }

    @Test
    void movesTheStartOfASelectedWire() {
        WireItem wire = new WireItem(PortRef.parse("prompt.text"), PortRef.parse("t5_tokenizer.text"));
        canvas.canvas().select(List.of(wire));
        canvas.settle();
        canvas.drag(canvas.port("prompt.text", false), canvas.port("prompt.negative", false));
        assertEquals(PortRef.parse("prompt.negative"), input("t5_tokenizer.text"));
        assertEquals(PortRef.parse("prompt.text"), input("clip_tokenizer.text"));
    }

    @Test
    void aWirePulledOffIsRemoved() {
        canvas.drag(canvas.port("denoiser.t5", true), canvas.inControl(860, 60));
        assertNull(input("denoiser.t5"));
    }

    @Test
    void escGivesUp() {
        Graph before = canvas.graph();
        Point from = canvas.port("prompt.negative", false);
        Point to = canvas.port("t5_tokenizer.negative", true);
        canvas.press(from, 1);
        canvas.dragOn(from, to, 1);
        assertFalse(canvas.canvas().idle());
        canvas.key(SWT.ESC);
        canvas.release(to, 1);
        assertSame(before, canvas.graph());
    }

    @Test
    void wiresByKeyboard() {
        canvas.canvas().select(List.of(new NodeItem("prompt")));
        canvas.keyAlt(SWT.ARROW_DOWN);
        canvas.key(SWT.ARROW_DOWN);
        canvas.key('w');
        assertFalse(canvas.canvas().idle());
        canvas.key(SWT.CR);
        assertEquals(1, canvas.graph().wires().stream()
                .filter(wire -> wire.from().equals(PortRef.parse("prompt.negative"))).count());
    }

    @Test
    void keyboardWiringIsGivenUpByEsc() {
        Graph before = canvas.graph();
        canvas.canvas().select(List.of(new NodeItem("denoiser")));
        canvas.key('w');
        canvas.key(SWT.ARROW_RIGHT);
        canvas.key(SWT.ESC);
        assertSame(before, canvas.graph());
    }

    @Test
    void aNodeDroppedOnAWireGoesIntoIt() {
        var type = CanvasFixture.catalog().nodeType("org.stillroom.denoiser").orElseThrow();
        Graph graph = NodeEdits.add(type, "second", new Layout.Point(1200, 400)).change().apply(canvas.graph());
        canvas.document().replace(LayoutEdits.place(Map.of("vae_decoder", new Layout.Point(1600, 160),
                "save_image", new Layout.Point(1900, 160))).change().apply(graph));
        canvas.canvas().view().fit();
        canvas.settle();
        Point from = canvas.header("second");
        Point wire = canvas.inControl(1300, canvas.canvas().toCanvas(canvas.port("vae_decoder.latent", true)).y());
        canvas.press(from, 1);
        canvas.dragOn(from, wire, 1);
        WireItem into = new WireItem(PortRef.parse("denoiser.latent"), PortRef.parse("vae_decoder.latent"));
        assertEquals(Stress.INSERT, ((WirePart) canvas.canvas().viewer().getEditPartRegistry().get(into)).getFigure()
                .stress());
        canvas.release(wire, 1);
        assertEquals(PortRef.parse("second.latent"), input("vae_decoder.latent"));
        assertTrue(canvas.graph().nodes().get("second").inputs().containsValue(PortRef.parse("denoiser.latent")));
        canvas.commands().undo();
        assertEquals(PortRef.parse("denoiser.latent"), input("vae_decoder.latent"));
        assertEquals(new Layout.Place(1200, 400, 0, 0, false), canvas.graph().layout().nodes().get("second"));
    }

    @Test
    void aNodeThatDoesNotFitIsOnlyMoved() {
        var type = CanvasFixture.catalog().nodeType("org.stillroom.tokenizer").orElseThrow();
        canvas.document().replace(NodeEdits.add(type, "another", new Layout.Point(320, 480)).change()
                .apply(canvas.graph()));
        canvas.settle();
        int wires = canvas.graph().wires().size();
        canvas.drag(canvas.header("another"), canvas.inControl(845, 200));
        assertEquals(wires, canvas.graph().wires().size());
        assertTrue(canvas.graph().layout().nodes().get("another").x() > 600);
    }

    @Test
    void addsMovesAndRemovesPointsOfAWire() {
        PortRef end = PortRef.parse("save_image.image");
        Bounds left = canvas.canvas().bounds(new NodeItem("vae_decoder"));
        canvas.document().replace(LayoutEdits.place(Map.of("save_image", new Layout.Point(1700, 160)))
                .change().apply(canvas.graph()));
        canvas.settle();
        Bounds right = canvas.canvas().bounds(new NodeItem("save_image"));
        int y = canvas.canvas().toCanvas(canvas.port("save_image.image", true)).y();
        Point middle = canvas.inControl((left.right() + right.x()) / 2, y);
        canvas.drag(middle, new Point(middle.x, middle.y + 80));
        List<Layout.Point> points = canvas.graph().layout().reroutes().get(end.toString());
        assertEquals(1, points.size());
        Point point = canvas.inControl(points.get(0).x(), points.get(0).y());
        canvas.drag(point, new Point(point.x, point.y + 40));
        Layout.Point moved = canvas.graph().layout().reroutes().get(end.toString()).get(0);
        assertTrue(moved.y() > points.get(0).y() + 20, moved + " after " + points.get(0));
        canvas.commands().undo();
        canvas.commands().undo();
        assertNull(canvas.graph().layout().reroutes().get(end.toString()));
        canvas.document().replace(WireEdits.disconnect(end).change().apply(canvas.graph()));
        canvas.settle();
    }
}
