// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.editor.actions.CanvasActions;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.editor.palette.PaletteDrop;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.test.canvas.CanvasFixture;

/** The search, opened as a person opens it and used by keys and mouse. */
class NodeSearchPopupTest {

    private final List<String> added = new ArrayList<>();
    private final CanvasFixture fixture = new CanvasFixture(CanvasFixture.example("first-picture"), Theme.LIGHT,
            new Counting(added));
    private final CanvasActions actions = new CanvasActions(fixture.canvas());
    private final NodeSearchPopup popup = actions.search();
    private final Graph before = fixture.graph();
    private final Point free = fixture.inControl(60, 700);

    @AfterEach
    void leaveIdle() {
        assertTrue(fixture.canvas().idle(), "the canvas is idle");
        assertFalse(popup.isOpen());
        fixture.close();
    }

    @Test
    void tapOfSpaceAndEnterAddANodeWhereThePointerIs() {
        fixture.move(free);
        fixture.key(SWT.SPACE);
        type("vae dec");
        fixture.key(text(), SWT.CR);
        text().notifyListeners(SWT.DefaultSelection, new Event());
        fixture.settle();
        assertEquals(List.of("vae_decoder_2"), fixture.selectedNodes());
        Layout.Place place = fixture.graph().layout().nodes().get("vae_decoder_2");
        assertEquals(60, place.x(), 2);
        assertEquals(700, place.y(), 2);
        fixture.commands().undo();
        assertSame(before, fixture.graph());
        assertFalse(fixture.commands().canUndo());
    }

    @Test
    void doubleClickOpensAndEscapeClosesWithoutAChange() {
        fixture.doubleClick(free);
        assertTrue(popup.isOpen());
        fixture.key(text(), SWT.ESC);
        assertFalse(popup.isOpen());
        assertSame(before, fixture.graph());
    }

    @Test
    void arrowsGoThroughTheListAndStopAtItsEnds() {
        open(new NodeOffer.Anything());
        assertEquals(0, table().getSelectionIndex());
        fixture.key(text(), SWT.ARROW_UP);
        assertEquals(0, table().getSelectionIndex());
        fixture.key(text(), SWT.ARROW_DOWN);
        fixture.key(text(), SWT.ARROW_DOWN);
        assertEquals(2, table().getSelectionIndex());
        for (int i = 0; i < 20; i++) {
            fixture.key(text(), SWT.PAGE_DOWN);
        }
        assertEquals(table().getItemCount() - 1, table().getSelectionIndex());
        popup.close();
    }

    @Test
    void clickOnALineAddsIt() {
        open(new NodeOffer.Anything());
        type("latent noise");
        Event up = new Event();
        up.button = 1;
        up.x = 30;
        up.y = table().getItem(0).getBounds().y + 5;
        table().notifyListeners(SWT.MouseUp, up);
        fixture.settle();
        assertTrue(fixture.graph().nodes().containsKey("latent_noise"));
    }

    @Test
    void openingTwiceShowsOne() {
        open(new NodeOffer.Anything());
        Shell first = popup.shell().orElseThrow();
        open(new NodeOffer.Anything());
        assertTrue(first.isDisposed());
        assertEquals(1, searches());
        popup.close();
        assertEquals(0, searches());
    }

    @Test
    void losingTheFocusCloses() {
        open(new NodeOffer.Anything());
        fixture.shell().forceActive();
        popup.shell().orElseThrow().notifyListeners(SWT.Deactivate, new Event());
        fixture.settle();
        assertFalse(popup.isOpen());
        assertSame(before, fixture.graph());
    }

    @Test
    void wireDroppedOnEmptyCanvasOffersWhatFitsAndWiresIt() {
        fixture.drag(fixture.port("t5_encoder.embedding", false), free);
        assertTrue(popup.isOpen(), "the wire was dropped where there is nothing");
        for (var item : table().getItems()) {
            assertTrue(List.of("Denoiser", "Choose Encoder", "Save Tensors").contains(item.getText()), item.getText());
        }
        type("denoiser");
        text().notifyListeners(SWT.DefaultSelection, new Event());
        fixture.settle();
        assertEquals(new PortRef("t5_encoder", "embedding"),
                fixture.graph().nodes().get("denoiser_2").inputs().get("t5"));
        fixture.commands().undo();
        assertSame(before, fixture.graph(), "node and wire are one step");
    }

    @Test
    void nodeIsInsertedIntoTheSelectedWire() {
        fixture.canvas().select(List.of(new CanvasItem.WireItem(new PortRef("noise", "latent"),
                new PortRef("denoiser", "noise"))));
        fixture.settle();
        fixture.holding(SWT.SHIFT).key(SWT.SPACE);
        fixture.holding(0);
        assertTrue(popup.isOpen());
        text().notifyListeners(SWT.DefaultSelection, new Event());
        fixture.settle();
        assertEquals(new PortRef("denoiser_2", "latent"),
                fixture.graph().nodes().get("denoiser").inputs().get("noise"));
        fixture.commands().undo();
    }

    /** Between all neighbours of the example, whatever the pointer is over. */
    @Test
    void aNodeInAWireLiesOnNoOther() {
        for (Wire wire : before.wires()) {
            fixture.canvas().select(List.of(new CanvasItem.WireItem(wire.from(), wire.to())));
            fixture.move(fixture.header(wire.to().node()));
            fixture.holding(SWT.SHIFT).key(SWT.SPACE);
            fixture.holding(0);
            if (table().getItemCount() == 0) {
                popup.close();
                continue;
            }
            text().notifyListeners(SWT.DefaultSelection, new Event());
            fixture.settle();
            String added = fixture.selectedNodes().getFirst();
            Bounds there = fixture.canvas().bounds(new CanvasItem.NodeItem(added));
            for (String id : fixture.graph().nodes().keySet()) {
                Bounds other = fixture.canvas().bounds(new CanvasItem.NodeItem(id));
                assertTrue(id.equals(added) || !there.meets(other), added + " lies on " + id + " in " + wire);
            }
            Bounds source = fixture.canvas().bounds(new CanvasItem.NodeItem(wire.from().node()));
            Bounds target = fixture.canvas().bounds(new CanvasItem.NodeItem(wire.to().node()));
            assertTrue(source.right() < there.x() && there.right() < target.x(), "between in " + wire);
            fixture.commands().undo();
            assertSame(before, fixture.graph(), "one step");
            fixture.settle();
        }
    }

    @Test
    void wordThatFitsNothingAddsNothing() {
        open(new NodeOffer.Anything());
        type("qqqqzzzz");
        assertEquals(0, table().getItemCount());
        text().notifyListeners(SWT.DefaultSelection, new Event());
        fixture.settle();
        assertTrue(popup.isOpen());
        assertSame(before, fixture.graph());
        popup.close();
    }

    @Test
    void goesWithTheCanvas() {
        open(new NodeOffer.Anything());
        Shell shell = popup.shell().orElseThrow();
        fixture.canvas().control().dispose();
        assertTrue(shell.isDisposed());
    }

    /** Shells with a field; a tooltip has none. */
    private long searches() {
        return Arrays.stream(fixture.shell().getShells()).filter(shell -> find(shell, Text.class) != null).count();
    }

    /** Search and palette alike, so that what is added most can come first. */
    @Test
    void whatIsAddedIsTold() {
        open(new NodeOffer.Anything());
        type("tokenizer");
        text().notifyListeners(SWT.DefaultSelection, new Event());
        fixture.settle();
        PaletteDrop.install(fixture.canvas()).addInMiddle(
                CanvasFixture.catalog().nodeType("org.stillroom.prompt").orElseThrow());
        assertEquals(List.of("org.stillroom.tokenizer", "org.stillroom.prompt"), added);
    }

    /** Notes the types of which nodes are added. */
    private record Counting(List<String> types) implements CanvasHost {

        @Override
        public void added(NodeType type) {
            types.add(type.id());
        }
    }

    private void open(NodeOffer offer) {
        popup.open(new Layout.Point(100, 100), offer);
        fixture.settle();
    }

    private void type(String words) {
        text().setText(words);
        fixture.settle();
    }

    private Text text() {
        return find(popup.shell().orElseThrow(), Text.class);
    }

    private Table table() {
        return find(popup.shell().orElseThrow(), Table.class);
    }

    private static <T extends Control> T find(Composite parent, Class<T> type) {
        for (Control child : parent.getChildren()) {
            if (type.isInstance(child)) {
                return type.cast(child);
            }
            if (child instanceof Composite composite) {
                T found = find(composite, type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
