// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.palette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSource;
import org.eclipse.swt.dnd.DragSourceAdapter;
import org.eclipse.swt.dnd.DragSourceEvent;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stillroom.editor.actions.CanvasActions;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.PortRef;
import org.stillroom.test.canvas.CanvasFixture;
import org.stillroom.test.canvas.Hands;

/** Node types are dragged from the palette to the canvas with the real pointer of the display. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PaletteDragTest {

    private record ReadOnly() implements CanvasHost {

        @Override
        public boolean editable() {
            return false;
        }
    }

    private CanvasFixture fixture;
    private Hands hands;
    private Graph before;
    private Text filter;
    private Tree tree;
    private boolean dragging;

    /** The canvas on the left, the palette on the right. */
    private void open(CanvasHost host) {
        fixture = new CanvasFixture(CanvasFixture.example("first-picture"), Theme.LIGHT, host);
        Composite palette = (Composite) new NodePalette(fixture.shell(), CanvasFixture.catalog()).control();
        PaletteDrop.install(fixture.canvas());
        new CanvasActions(fixture.canvas());
        filter = (Text) palette.getChildren()[0];
        tree = (Tree) palette.getChildren()[1];
        fixture.shell().layout();
        fixture.settle();
        fixture.canvas().view().fit();
        fixture.settle();
        hands = new Hands(fixture);
        before = fixture.graph();
        ((DragSource) tree.getData(DND.DRAG_SOURCE_KEY)).addDragListener(new DragSourceAdapter() {
            @Override
            public void dragStart(DragSourceEvent event) {
                dragging = event.doit;
            }

            @Override
            public void dragFinished(DragSourceEvent event) {
                dragging = false;
            }
        });
    }

    @AfterEach
    void leaveIdle() {
        assertTrue(fixture.canvas().idle(), "the canvas is idle");
        fixture.close();
    }

    /** Takes the first type that the filter finds and holds it over the canvas. */
    private void carry(String text, Point to) {
        filter.setText(text);
        fixture.settle();
        Rectangle row = tree.getSelection()[0].getBounds();
        hands.carry(tree, new Point(row.x + row.width / 2, row.y + row.height / 2), to);
        assertTrue(dragging, "the palette has been taken hold of");
    }

    private Point empty() {
        return new Point(fixture.header("denoiser").x, 60);
    }

    /** That neither the palette nor the canvas holds on to the pointer after a drop. */
    private void assertNodesCanBeMoved() {
        Graph dropped = fixture.graph();
        Point from = fixture.header("noise");
        hands.drag(from, new Point(from.x - 40, from.y + 50), 1);
        assertNotEquals(dropped.layout().nodes().get("noise"), fixture.graph().layout().nodes().get("noise"));
        assertEquals(dropped.nodes(), fixture.graph().nodes());
        hands.keys("ctrl+z");
    }

    @Test
    void isPutWhereItIsDropped() {
        open(CanvasHost.none());
        Point drop = empty();
        Layout.Point pointer = fixture.canvas().toCanvas(drop);
        carry("load image", drop);
        assertSame(before, fixture.graph(), "nothing changes before the button is let go");
        hands.letGo();
        hands.until(() -> fixture.graph() != before);
        Layout.Place place = fixture.graph().layout().nodes().get("load_image");
        assertEquals(pointer, new Layout.Point(place.x() + PaletteDrop.HOLD_X, place.y() + PaletteDrop.HOLD_Y));
        assertEquals(List.of("load_image"), fixture.selectedNodes());
        assertTrue(fixture.canvas().control().isFocusControl(), "keys go to the canvas");
        assertNodesCanBeMoved();
        hands.keys("ctrl+z");
        assertSame(before, fixture.graph());
    }

    @Test
    void goesIntoTheWireThatItIsDroppedOn() {
        open(CanvasHost.none());
        Point from = fixture.port("noise.latent", false);
        Point to = fixture.port("denoiser.noise", true);
        carry("denoiser", new Point((from.x + to.x) / 2, (from.y + to.y) / 2));
        hands.letGo();
        hands.until(() -> fixture.graph() != before);
        assertEquals(new PortRef("denoiser_2", "latent"),
                fixture.graph().nodes().get("denoiser").inputs().get("noise"));
        assertEquals(new PortRef("noise", "latent"),
                fixture.graph().nodes().get("denoiser_2").inputs().get("noise"));
    }

    @Test
    void escapeWhileDraggingChangesNothing() {
        open(CanvasHost.none());
        carry("load image", empty());
        hands.keys("Escape");
        hands.until(() -> !dragging);
        hands.letGo();
        assertSame(before, fixture.graph());
        assertNodesCanBeMoved();
    }

    @Test
    void aCanvasThatCannotBeEditedTakesNothing() {
        open(new ReadOnly());
        carry("load image", empty());
        hands.letGo();
        hands.until(() -> !dragging);
        assertSame(before, fixture.graph());
    }
}
