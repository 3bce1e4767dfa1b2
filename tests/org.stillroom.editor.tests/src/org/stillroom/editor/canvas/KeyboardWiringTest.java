// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.swt.SWT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.PortItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.edit.NodeEdits;
import org.stillroom.edit.WireEdits;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.graph.Graph;
import org.stillroom.graph.PortRef;
import org.stillroom.test.canvas.CanvasFixture;

/** Drawing, moving and removing wires without a mouse. */
class KeyboardWiringTest extends GestureTestBase {

    /** Notes what is said in the status line. */
    private record Listener(List<String> said) implements CanvasHost {

        @Override
        public void say(String sentence) {
            said.add(sentence);
        }
    }

    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void open() {
        canvas = new CanvasFixture(CanvasFixture.example("first-picture"), Theme.LIGHT, new Listener(said));
        canvas.canvas().view().fit();
        canvas.settle();
    }

    private static PortItem port(String port, boolean input) {
        return new PortItem(PortRef.parse(port), input);
    }

    private static WireItem wire(String from, String to) {
        return new WireItem(PortRef.parse(from), PortRef.parse(to));
    }

    private PortRef input(String port) {
        PortRef ref = PortRef.parse(port);
        return canvas.graph().nodes().get(ref.node()).inputs().get(ref.port());
    }

    private void select(CanvasItem item) {
        canvas.canvas().select(List.of(item));
        canvas.settle();
    }

    private String lastSaid() {
        return said.get(said.size() - 1);
    }

    @Test
    void freePortsComeFirstAndTheNearestOfThem() {
        select(port("clip_encoder.embedding", false));
        canvas.key('w');
        assertTrue(lastSaid().contains("CLIP-G of Denoiser denoiser"), lastSaid());
        canvas.key(SWT.ARROW_DOWN);
        assertTrue(lastSaid().contains("CLIP-L of Denoiser denoiser, instead of clip_encoder.embedding"), lastSaid());
        canvas.key(SWT.ARROW_UP);
        canvas.key(SWT.CR);
        assertEquals(PortRef.parse("clip_encoder.embedding"), input("denoiser.clip_g"));
        assertEquals(Set.of(port("denoiser.clip_g", true)), canvas.canvas().selection());
        assertEquals("", lastSaid());
        canvas.commands().undo();
        assertNull(input("denoiser.clip_g"));
    }

    @Test
    void aNodeStartsAtItsFirstOutputWithoutAWire() {
        select(new NodeItem("prompt"));
        canvas.key('w');
        assertTrue(lastSaid().startsWith("Wire at Negative of Prompt prompt"), lastSaid());
        canvas.key(SWT.ESC);
        assertEquals(List.of("prompt"), canvas.selectedNodes());
    }

    @Test
    void movesTheEndOfAWire() {
        select(wire("clip_encoder.embedding", "denoiser.clip_l"));
        canvas.key('w');
        assertTrue(lastSaid().contains("1 of 2: CLIP-L of Denoiser"), lastSaid());
        canvas.key(SWT.ARROW_RIGHT);
        canvas.key(SWT.CR);
        assertNull(input("denoiser.clip_l"));
        assertEquals(PortRef.parse("clip_encoder.embedding"), input("denoiser.clip_g"));
        canvas.commands().undo();
        assertEquals(PortRef.parse("clip_encoder.embedding"), input("denoiser.clip_l"));
    }

    @Test
    void movesTheStartOfAWire() {
        select(wire("prompt.text", "t5_tokenizer.text"));
        canvas.holding(SWT.SHIFT).key('w');
        canvas.holding(0);
        canvas.key(SWT.ARROW_RIGHT);
        assertTrue(lastSaid().contains("Negative of Prompt prompt"), lastSaid());
        canvas.key(SWT.CR);
        assertEquals(PortRef.parse("prompt.negative"), input("t5_tokenizer.text"));
    }

    @Test
    void removesTheWireThatIsMoved() {
        select(wire("t5_encoder.embedding", "denoiser.t5"));
        canvas.key('w');
        canvas.key(SWT.DEL);
        assertNull(input("denoiser.t5"));
        assertEquals(Set.of(port("t5_encoder.embedding", false)), canvas.canvas().selection());
        canvas.commands().undo();
        assertEquals(PortRef.parse("t5_encoder.embedding"), input("denoiser.t5"));
    }

    @Test
    void goesFromPortToWireAndBack() {
        select(new NodeItem("t5_encoder"));
        canvas.keyAlt(SWT.ARROW_DOWN);
        assertEquals(Set.of(port("t5_encoder.embedding", false)), canvas.canvas().selection());
        canvas.key('/');
        assertEquals(Set.of(wire("t5_encoder.embedding", "denoiser.t5")), canvas.canvas().selection());
        canvas.keyAlt(SWT.ARROW_UP);
        assertEquals(List.of("denoiser"), canvas.selectedNodes());
    }

    @Test
    void spaceAsksForANodeThatTheWireFits() {
        List<String> asked = new ArrayList<>();
        canvas.canvas().onWireDropped((end, output, at) -> asked.add(end + " " + output));
        Graph before = canvas.graph();
        select(port("vae_decoder.image", false));
        canvas.key('w');
        canvas.key(SWT.SPACE);
        assertEquals(List.of("vae_decoder.image true"), asked);
        assertSame(before, canvas.graph());
    }

    @Test
    void aPortThatNothingFitsSaysSo() {
        select(port("prompt.negative", false));
        canvas.document().replace(NodeEdits.delete(CanvasFixture.catalog(), Set.of(new NodeItem("t5_tokenizer"),
                new NodeItem("clip_tokenizer")), false).change().apply(canvas.graph()));
        canvas.settle();
        select(port("prompt.negative", false));
        canvas.key('w');
        assertTrue(lastSaid().contains("No port fits Negative of Prompt prompt yet"), lastSaid());
        canvas.key(SWT.CR);
        assertEquals(Set.of(port("prompt.negative", false)), canvas.canvas().selection());
    }

    @Test
    void endsWhereTheGraphChangesMeanwhile() {
        select(port("clip_encoder.embedding", false));
        canvas.key('w');
        canvas.document().replace(WireEdits.disconnect(PortRef.parse("denoiser.t5")).change().apply(canvas.graph()));
        canvas.settle();
        assertTrue(canvas.canvas().idle());
    }
}
