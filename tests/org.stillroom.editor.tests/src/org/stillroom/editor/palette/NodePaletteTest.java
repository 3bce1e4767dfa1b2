// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.palette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stillroom.editor.overview.VisiblePart;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.test.canvas.CanvasFixture;

class NodePaletteTest {

    private final CanvasFixture fixture = new CanvasFixture(CanvasFixture.example("first-picture"));
    private final Shell shell = new Shell(fixture.shell(), SWT.NONE);
    private final NodePalette palette = new NodePalette(shell, CanvasFixture.catalog());
    private final PaletteDrop drop = PaletteDrop.install(fixture.canvas());
    private final Graph before = fixture.graph();
    private final Text filter = (Text) ((Composite) palette.control()).getChildren()[0];
    private final Tree tree = (Tree) ((Composite) palette.control()).getChildren()[1];

    @AfterEach
    void leaveIdle() {
        assertTrue(fixture.canvas().idle(), "the canvas is idle");
        fixture.close();
    }

    @Test
    void showsAllThatCanBeAdded() {
        assertEquals(CanvasFixture.catalog().nodeTypes().values().stream()
                .filter(type -> !type.hidden() && !type.deprecated()).map(NodeType::label).sorted().toList(),
                shown().stream().sorted().toList());
    }

    @Test
    void filterNarrowsSelectsTheBestAndEscapeClearsIt() {
        filter.setText("tokenizer");
        assertEquals("Tokenizer", tree.getSelection()[0].getText());
        assertTrue(shown().size() < CanvasFixture.catalog().nodeTypes().size());
        fixture.key(filter, SWT.ESC);
        assertEquals("", filter.getText());
    }

    @Test
    void enterAddsToTheMiddleOfWhatIsSeen() {
        palette.onAdd(drop::addInMiddle);
        filter.setText("tokenizer");
        filter.notifyListeners(SWT.DefaultSelection, new Event());
        fixture.settle();
        Layout.Point middle = new VisiblePart(fixture.canvas()).middle();
        Layout.Place place = fixture.graph().layout().nodes().get("tokenizer");
        assertEquals(middle.x(), place.x(), 60);
        assertEquals(middle.y(), place.y(), 60);
        assertEquals(List.of("tokenizer"), fixture.selectedNodes());

        filter.notifyListeners(SWT.DefaultSelection, new Event());
        fixture.settle();
        Layout.Place second = fixture.graph().layout().nodes().get("tokenizer_2");
        assertTrue(second.x() > place.x() && second.y() > place.y(), "not on top of the first");
    }

    @Test
    void doubleClickAdds() {
        List<NodeType> added = new ArrayList<>();
        palette.onAdd(added::add);
        filter.setText("denoiser");
        tree.notifyListeners(SWT.DefaultSelection, new Event());
        tree.notifyListeners(SWT.MouseDoubleClick, new Event());
        assertEquals(List.of("org.stillroom.denoiser"), added.stream().map(NodeType::id).distinct().toList());
    }

    @Test
    void droppedOnEmptyCanvasItIsPutAtThePointer() {
        Point free = fixture.inControl(80, 720);
        drop.addAt(type("org.stillroom.loadImage"), free);
        fixture.settle();
        Layout.Place place = fixture.graph().layout().nodes().get("load_image");
        assertTrue(place.x() < 80 && place.x() > 0 && place.y() < 720 && place.y() > 680, place.toString());
        fixture.commands().undo();
        assertSame(before, fixture.graph());
    }

    @Test
    void droppedOnAWireItGoesBetween() {
        Point from = fixture.port("noise.latent", false);
        Point to = fixture.port("denoiser.noise", true);
        Point middle = new Point((from.x + to.x) / 2, (from.y + to.y) / 2);
        drop.addAt(type("org.stillroom.denoiser"), middle);
        fixture.settle();
        assertEquals(new PortRef("denoiser_2", "latent"),
                fixture.graph().nodes().get("denoiser").inputs().get("noise"));
        fixture.commands().undo();
        assertSame(before, fixture.graph());
    }

    private static NodeType type(String id) {
        return CanvasFixture.catalog().nodeType(id).orElseThrow();
    }

    private List<String> shown() {
        List<String> labels = new ArrayList<>();
        for (TreeItem category : tree.getItems()) {
            for (TreeItem item : category.getItems()) {
                labels.add(item.getText());
            }
        }
        return labels;
    }
}
