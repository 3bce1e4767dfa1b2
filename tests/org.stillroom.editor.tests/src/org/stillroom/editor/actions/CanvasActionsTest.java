// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.eclipse.jface.action.IAction;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.Items;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;
import org.stillroom.test.canvas.CanvasFixture;

/** Every shortcut as key events on a canvas; each leaves the canvas idle, and undo brings the same graph back. */
class CanvasActionsTest {

    private final CanvasFixture fixture = new CanvasFixture(CanvasFixture.example("first-picture"));
    private final CanvasActions actions = new CanvasActions(fixture.canvas());
    private Graph before;

    @BeforeEach
    void remember() {
        before = fixture.graph();
    }

    @AfterEach
    void leaveIdle() {
        fixture.holding(0);
        assertTrue(fixture.canvas().idle(), "the canvas is idle");
        fixture.close();
    }

    @Test
    void deleteTakesNodesWithTheirWires() {
        select(node("denoiser"));
        press(0, SWT.DEL);
        assertFalse(fixture.graph().nodes().containsKey("denoiser"));
        assertFalse(fixture.graph().nodes().get("vae_decoder").inputs().containsKey("latent"));
        undone();
    }

    @Test
    void deleteAndHealJoinsWhatWasBeforeAndBehind() {
        select(node("denoiser"));
        press(SWT.CTRL, SWT.DEL);
        assertFalse(fixture.graph().nodes().containsKey("denoiser"));
        assertEquals(new PortRef("noise", "latent"),
                fixture.graph().nodes().get("vae_decoder").inputs().get("latent"));
        undone();
    }

    @Test
    void deleteTakesASelectedWire() {
        select(wire("noise.latent", "denoiser.noise"));
        press(0, SWT.DEL);
        assertFalse(fixture.graph().nodes().get("denoiser").inputs().containsKey("noise"));
        undone();
    }

    @Test
    void undoAndRedo() {
        select(node("noise"));
        press(0, SWT.DEL);
        Graph after = fixture.graph();
        press(SWT.CTRL, 'z');
        assertSame(before, fixture.graph());
        press(SWT.CTRL, 'y');
        assertSame(after, fixture.graph());
        press(SWT.CTRL, 'z');
        press(SWT.CTRL | SWT.SHIFT, 'z');
        assertSame(after, fixture.graph());
    }

    @Test
    void undoSaysWhat() {
        assertFalse(actions.get(CanvasCommand.UNDO).isEnabled());
        select(node("noise"));
        press(0, SWT.DEL);
        assertTrue(actions.get(CanvasCommand.UNDO).isEnabled());
        assertTrue(actions.get(CanvasCommand.UNDO).getText().startsWith("Undo Delete noise"),
                actions.get(CanvasCommand.UNDO).getText());
    }

    @Test
    void copyAndPasteSelectsTheCopies() {
        select(node("noise"), node("denoiser"));
        press(SWT.CTRL, 'c');
        assertSame(before, fixture.graph());
        fixture.move(fixture.inControl(300, 300));
        press(SWT.CTRL, 'v');
        assertEquals(Set.of(node("noise_2"), node("denoiser_2")), added());
        assertEquals(List.of("denoiser_2", "noise_2"), fixture.selectedNodes());
        Node copy = fixture.graph().nodes().get("denoiser_2");
        assertEquals(Set.of("noise"), copy.inputs().keySet(), "only the wire between the copies");
        assertEquals(new PortRef("noise_2", "latent"), copy.inputs().get("noise"));
        undone();
    }

    @Test
    void pasteIsWhereThePointerIsAndTwiceBesideItself() {
        select(node("noise"));
        press(SWT.CTRL, 'c');
        fixture.move(fixture.inControl(420, 380));
        press(SWT.CTRL, 'v');
        press(SWT.CTRL, 'v');
        Layout.Place first = fixture.graph().layout().nodes().get("noise_2");
        Layout.Place second = fixture.graph().layout().nodes().get("noise_3");
        assertEquals(420, first.x(), 1);
        assertEquals(380, first.y(), 1);
        assertTrue(second.x() > first.x() && second.y() > first.y());
    }

    @Test
    void pasteWithIncomingWiresFeedsTheCopy() {
        select(node("denoiser"));
        press(SWT.CTRL, 'c');
        press(SWT.CTRL | SWT.SHIFT, 'v');
        assertEquals(before.nodes().get("denoiser").inputs(), fixture.graph().nodes().get("denoiser_2").inputs());
        undone();
    }

    @Test
    void cutTakesAwayAndPasteBringsBack() {
        select(node("noise"));
        press(SWT.CTRL, 'x');
        assertFalse(fixture.graph().nodes().containsKey("noise"));
        press(SWT.CTRL, 'v');
        assertTrue(fixture.graph().nodes().containsKey("noise"));
    }

    @Test
    void duplicateWithAndWithoutIncomingWires() {
        select(node("denoiser"));
        press(SWT.CTRL, 'd');
        assertEquals(Set.of(), fixture.graph().nodes().get("denoiser_2").inputs().keySet());
        undone();
        select(node("denoiser"));
        press(SWT.CTRL | SWT.SHIFT, 'd');
        assertEquals(before.nodes().get("denoiser").inputs(), fixture.graph().nodes().get("denoiser_2").inputs());
        assertEquals(List.of("denoiser_2"), fixture.selectedNodes());
        undone();
    }

    @Test
    void selectAll() {
        press(SWT.CTRL, 'a');
        assertEquals(Items.all(fixture.graph()), fixture.canvas().selection());
        assertSame(before, fixture.graph());
    }

    @ParameterizedTest
    @EnumSource(value = Node.Mode.class, names = {"MUTED", "BYPASSED"})
    void muteAndBypassGoOnAndOff(Node.Mode mode) {
        select(node("noise"), node("denoiser"));
        char key = mode == Node.Mode.MUTED ? 'm' : 'b';
        press(SWT.CTRL, key);
        assertEquals(mode, fixture.graph().nodes().get("noise").mode());
        assertEquals(mode, fixture.graph().nodes().get("denoiser").mode());
        press(SWT.CTRL, key);
        assertEquals(Node.Mode.ACTIVE, fixture.graph().nodes().get("noise").mode());
    }

    @Test
    void collapseAndExpand() {
        select(node("denoiser"));
        Bounds large = fixture.canvas().bounds(node("denoiser"));
        press(SWT.ALT, 'c');
        assertTrue(fixture.graph().layout().nodes().get("denoiser").collapsed());
        assertTrue(fixture.canvas().bounds(node("denoiser")).height() < large.height());
        press(SWT.ALT, 'c');
        assertFalse(fixture.graph().layout().nodes().get("denoiser").collapsed());
        assertEquals(large, fixture.canvas().bounds(node("denoiser")));
    }

    @Test
    void groupDrawsAFrameAround() {
        select(node("noise"), node("denoiser"));
        press(SWT.CTRL, 'g');
        assertEquals(Set.of(new FrameItem("frame")), added());
        Bounds frame = fixture.canvas().bounds(new FrameItem("frame"));
        for (String id : List.of("noise", "denoiser")) {
            Bounds node = fixture.canvas().bounds(node(id));
            assertTrue(frame.x() < node.x() && frame.y() < node.y() && frame.right() > node.right()
                    && frame.bottom() > node.bottom(), id + " in " + frame);
        }
        typed("Sampling", "frames");
        assertEquals("Sampling", fixture.graph().layout().frames().get("frame").title());
        press(SWT.CTRL, 'z');
        undone();
    }

    @Test
    void noteIsPutWhereThePointerIs() {
        fixture.move(fixture.inControl(200, 260));
        press(0, 'n');
        assertEquals(Set.of(new NoteItem("note")), added());
        assertEquals(200, fixture.graph().layout().notes().get("note").x(), 1);
        assertEquals(Set.of(new NoteItem("note")), fixture.canvas().selection());
        typed("Look at this", "notes");
        assertEquals("Look at this", fixture.graph().layout().notes().get("note").text());
        press(SWT.CTRL, 'z');
        undone();
    }

    @Test
    void rerouteIsPutOntoTheSelectedWire() {
        select(wire("noise.latent", "denoiser.noise"));
        press(0, 'r');
        List<Layout.Point> points = fixture.graph().layout().reroutes().get("denoiser.noise");
        Bounds from = fixture.canvas().bounds(node("noise"));
        Bounds to = fixture.canvas().bounds(node("denoiser"));
        assertEquals(1, points.size());
        assertTrue(points.get(0).x() > from.right() && points.get(0).x() < to.x(), points.toString());
        undone();
    }

    @Test
    void renameInPlace() {
        select(node("noise"));
        press(0, SWT.F2);
        Text field = fixture.field();
        assertEquals("noise", field.getText());
        field.setText("denoiser");
        fixture.key(field, SWT.CR);
        assertSame(before, fixture.graph(), "the name is taken");
        field.setText("first_noise");
        fixture.key(field, SWT.CR);
        assertTrue(fixture.graph().nodes().containsKey("first_noise"));
        assertEquals(new PortRef("first_noise", "latent"),
                fixture.graph().nodes().get("denoiser").inputs().get("noise"));
        undone();
    }

    @Test
    void alignLinesUp() {
        select(node("noise"), node("denoiser"), node("prompt"));
        press(SWT.SHIFT | SWT.ALT, SWT.ARROW_LEFT);
        assertEquals(1, List.of("noise", "denoiser", "prompt").stream()
                .map(id -> fixture.canvas().bounds(node(id)).x()).distinct().count());
        undone();
        select(node("noise"), node("denoiser"), node("prompt"));
        press(SWT.SHIFT | SWT.ALT, SWT.ARROW_DOWN);
        assertEquals(1, List.of("noise", "denoiser", "prompt").stream()
                .map(id -> fixture.canvas().bounds(node(id)).bottom()).distinct().count());
        undone();
    }

    @Test
    void distributeMakesGapsEqual() {
        select(node("prompt"), node("denoiser"), node("save_image"));
        actions.get(CanvasCommand.DISTRIBUTE_HORIZONTALLY).run();
        List<Bounds> at = List.of("prompt", "denoiser", "save_image").stream()
                .map(id -> fixture.canvas().bounds(node(id))).sorted(Comparator.comparingInt(Bounds::x))
                .toList();
        assertEquals(at.get(1).x() - at.get(0).right(), at.get(2).x() - at.get(1).right(), 1);
    }

    @Test
    void snapGoesOnAndOff() {
        boolean on = fixture.canvas().snapping().grid();
        assertEquals(on, actions.get(CanvasCommand.SNAP).isChecked());
        press(SWT.ALT, 'g');
        assertEquals(!on, fixture.canvas().snapping().grid());
        assertEquals(!on, actions.get(CanvasCommand.SNAP).isChecked());
    }

    @Test
    void zoomKeys() {
        press(SWT.CTRL, '-');
        double out = fixture.canvas().zoom().getZoom();
        assertTrue(out < 1);
        press(SWT.CTRL, '=');
        assertTrue(fixture.canvas().zoom().getZoom() > out);
        press(SWT.CTRL, '-');
        press(SWT.CTRL, '0');
        assertEquals(1, fixture.canvas().zoom().getZoom());
        assertFalse(actions.get(CanvasCommand.ZOOM_ORIGINAL).isEnabled());
    }

    @Test
    void fitShowsEverythingAndSelectionOnlyThat() {
        press(0, 'f');
        double all = fixture.canvas().zoom().getZoom();
        org.eclipse.swt.graphics.Rectangle seen = ((org.eclipse.swt.widgets.Composite) fixture.canvas().control())
                .getClientArea();
        for (String id : before.nodes().keySet()) {
            assertTrue(seen.contains(fixture.at(node(id))), id + " is seen");
        }
        select(node("noise"));
        press(SWT.SHIFT, 'f');
        assertTrue(fixture.canvas().zoom().getZoom() >= all);
        assertTrue(seen.contains(fixture.at(node("noise"))));
    }

    @Test
    @Timeout(120)
    void arrangeIsOneStep() throws InterruptedException {
        press(SWT.SHIFT | SWT.ALT, 'l');
        while (fixture.graph() == before) {
            fixture.settle();
            Thread.sleep(20);
        }
        Graph after = fixture.graph();
        assertEquals(before.nodes(), after.nodes());
        for (Wire wire : after.wires()) {
            assertTrue(fixture.canvas().bounds(node(wire.from().node())).right()
                    < fixture.canvas().bounds(node(wire.to().node())).x(), wire.toString());
        }
        undone();
        assertFalse(fixture.commands().canUndo());
    }

    @Test
    void onlyWhatMakesSenseIsOffered() {
        fixture.canvas().select(List.of());
        for (CanvasCommand command : List.of(CanvasCommand.DELETE, CanvasCommand.CUT, CanvasCommand.COPY,
                CanvasCommand.MUTE, CanvasCommand.COLLAPSE, CanvasCommand.GROUP, CanvasCommand.RENAME,
                CanvasCommand.ADD_REROUTE, CanvasCommand.INSERT_INTO_WIRE, CanvasCommand.ALIGN_LEFT,
                CanvasCommand.ZOOM_SELECTION, CanvasCommand.UNDO)) {
            assertFalse(actions.get(command).isEnabled(), command.name());
        }
        select(node("noise"));
        assertTrue(actions.get(CanvasCommand.DELETE).isEnabled());
        assertTrue(actions.get(CanvasCommand.RENAME).isEnabled());
        assertFalse(actions.get(CanvasCommand.ALIGN_LEFT).isEnabled());
        select(node("noise"), node("prompt"));
        assertTrue(actions.get(CanvasCommand.ALIGN_LEFT).isEnabled());
        assertFalse(actions.get(CanvasCommand.RENAME).isEnabled());
        assertFalse(actions.get(CanvasCommand.DISTRIBUTE_VERTICALLY).isEnabled());
        select(wire("noise.latent", "denoiser.noise"));
        assertTrue(actions.get(CanvasCommand.ADD_REROUTE).isEnabled());
        assertTrue(actions.get(CanvasCommand.DELETE).isEnabled());
        assertFalse(actions.get(CanvasCommand.COPY).isEnabled());
        assertFalse(actions.get(CanvasCommand.DELETE_HEAL).isEnabled());
    }

    @Test
    void menuHoldsWhatMakesSenseForTheSelection() {
        CanvasMenu menu = CanvasMenu.install(actions);
        select(node("noise"));
        List<String> forNode = open(menu);
        assertTrue(forNode.containsAll(List.of("Mute\tCtrl+M", "Rename\u2026\tF2", "Delete\tDelete")),
                forNode.toString());
        assertFalse(forNode.contains("Add reroute point\tR"), forNode.toString());
        select(wire("noise.latent", "denoiser.noise"));
        List<String> forWire = open(menu);
        assertTrue(forWire.contains("Add reroute point\tR"), forWire.toString());
        assertFalse(forWire.contains("Mute\tCtrl+M"), forWire.toString());
    }

    private List<String> open(CanvasMenu manager) {
        Menu menu = manager.createContextMenu(fixture.canvas().control());
        menu.notifyListeners(SWT.Show, new Event());
        List<String> texts = Arrays.stream(menu.getItems()).map(MenuItem::getText).toList();
        menu.notifyListeners(SWT.Hide, new Event());
        fixture.settle();
        return texts;
    }

    @Test
    void keysDoNothingWhileTyping() {
        fixture.canvas().startDirectEdit("prompt", "text");
        fixture.settle();
        select(node("noise"));
        fixture.canvas().startDirectEdit("prompt", "text");
        press(0, SWT.DEL);
        assertSame(before, fixture.graph());
        fixture.key(fixture.field(), SWT.ESC);
    }

    @Test
    void everyActionHasWordsAndIsFoundById() {
        assertEquals(CanvasCommand.values().length, actions.all().size());
        for (IAction action : actions.all()) {
            assertSame(action, actions.get(action.getId()).orElseThrow());
            assertFalse(action.getText().isBlank());
            assertFalse(action.getToolTipText().isBlank());
        }
        assertTrue(actions.get("org.stillroom.editor.nonsense").isEmpty());
    }

    @Test
    void canvasThatMayNotBeEditedOffersNoEdit() {
        CanvasHost reader = new CanvasHost() {
            @Override
            public boolean editable() {
                return false;
            }
        };
        try (CanvasFixture locked = new CanvasFixture(before, Theme.DARK, reader)) {
            CanvasActions offered = new CanvasActions(locked.canvas());
            locked.canvas().select(List.of(node("noise"), node("prompt")));
            for (CanvasCommand command : CanvasCommand.values()) {
                boolean reading = command.group() == CanvasCommand.Group.VIEW || Set.of(CanvasCommand.COPY,
                        CanvasCommand.SELECT_ALL, CanvasCommand.SNAP, CanvasCommand.EXPORT, CanvasCommand.TO_PORTS)
                                .contains(command);
                if (!reading) {
                    assertFalse(offered.get(command).isEnabled(), command.name());
                }
            }
            locked.key(SWT.DEL);
            assertSame(before, locked.graph());
        }
    }

    private void press(int modifiers, int key) {
        fixture.holding(modifiers).key(key);
        fixture.holding(0);
    }

    /** What was added is open for typing, with all of its text selected. */
    private void typed(String text, String what) {
        assertFalse(fixture.canvas().idle(), what + " are open for typing");
        Text field = fixture.field();
        assertEquals(field.getText(), field.getSelectionText());
        field.setText(text);
        fixture.canvas().commitDirectEdit();
        fixture.settle();
    }

    private void undone() {
        assertNotSame(before, fixture.graph());
        assertNotEquals(before, fixture.graph());
        press(SWT.CTRL, 'z');
        assertSame(before, fixture.graph(), "one step takes it back");
    }

    private void select(CanvasItem... items) {
        fixture.canvas().select(List.of(items));
        fixture.settle();
    }

    private Set<CanvasItem> added() {
        return Items.added(before, fixture.graph());
    }

    private static CanvasItem node(String id) {
        return new NodeItem(id);
    }

    private static CanvasItem wire(String from, String to) {
        return new WireItem(PortRef.parse(from), PortRef.parse(to));
    }
}
