// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.conflicts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.edit.NodeEdits;
import org.stillroom.editor.actions.CanvasActions;
import org.stillroom.editor.actions.CanvasCommand;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.editor.canvas.parts.Described;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.graph.Conflict;
import org.stillroom.graph.Conflict.Side;
import org.stillroom.graph.Conflicts;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphMerge;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.test.canvas.CanvasFixture;

/** What a merge left unsettled, on the canvas: seen, gone through and chosen, by mouse and keyboard. */
class ConflictWalkTest {

    private CanvasFixture canvas;
    private CanvasActions actions;
    private ConflictWalk walk;

    private void open(Graph graph) {
        open(graph, Theme.LIGHT);
    }

    private void open(Graph graph, Theme theme) {
        canvas = new CanvasFixture(graph, theme, CanvasHost.none());
        actions = new CanvasActions(canvas.canvas());
        walk = actions.conflicts();
        canvas.canvas().view().fit();
        canvas.settle();
    }

    @AfterEach
    void close() {
        canvas.close();
    }

    @Test
    void goesToEachOnceAndShowsItWhereItIs() {
        open(Clash.merged());
        int count = walk.all().size();
        assertEquals(7, count, walk.all().toString());
        List<CanvasItem> seen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            canvas.holding(SWT.CTRL).key('.');
            canvas.holding(0);
            assertEquals(Optional.of(walk.all().get(i)), walk.current());
            assertEquals(1, canvas.canvas().selection().size(), walk.current().toString());
            seen.addAll(canvas.canvas().selection());
            assertTrue(choices().getFirst().isFocusControl(), "keys are for the card");
            Composite card = card().orElseThrow();
            assertTrue(canvas.canvas().control().getBounds().contains(card.getBounds().x, card.getBounds().y));
        }
        assertTrue(seen.containsAll(List.of(new NodeItem("noise"), new NodeItem("prompt"), new NodeItem("save_image"),
                new WireItem(PortRef.parse("t5_student.embedding"), PortRef.parse("denoiser_teacher.t5")),
                new NoteItem("todo"), new FrameItem("encoders"))), seen.toString());
        walk.next();
        assertEquals(Optional.of(walk.all().getFirst()), walk.current(), "behind the last is the first");
        walk.previous();
        assertEquals(Optional.of(walk.all().getLast()), walk.current());
        pictures("light");
    }

    @Test
    void saysBothValuesAndTheOneBefore() {
        open(Clash.merged());
        show("/nodes/noise/parameters/seed");
        assertEquals(List.of("Mine: 8, in the graph now", "Theirs: 9", "Before: 7"), names());
        assertEquals("Seed of Latent Noise noise", title());
        show("/nodes/denoiser_teacher/inputs/t5");
        assertEquals(List.of("Mine: from t5_student.embedding, in the graph now", "Theirs: from clip_encoder.embedding",
                "Before: from t5_teacher.embedding"), names());
        show("/nodes/save_image");
        assertEquals(List.of("Mine: deleted", "Theirs: kept, with name = both, in the graph now",
                "Before: kept as it was"), names());
        show("/nodes/prompt/parameters/text");
        assertTrue(names().getFirst().startsWith("Mine: a red circle above"), "a screen reader gets all of it");
        assertTrue(shown().stream().anyMatch(text -> text.startsWith("\u2026") && text.endsWith("'cat'")),
                shown().toString());
        show("/layout/nodes/prompt");
        assertTrue(names().getFirst().startsWith("Mine: at "), names().toString());
    }

    @Test
    void aValueIsTakenByItsButtonAndTheNextIsShown() {
        open(Clash.merged());
        show("/nodes/noise/parameters/seed");
        int count = walk.all().size();
        choices().get(1).notifyListeners(SWT.Selection, null);
        canvas.settle();
        assertEquals(IntNode.valueOf(9), canvas.graph().nodes().get("noise").parameters().get("seed"));
        assertEquals(count - 1, walk.all().size());
        assertTrue(card().isPresent());
        assertEquals("Take their noise.seed", canvas.commands().getUndoCommand().getLabel());
        canvas.commands().undo();
        assertEquals(IntNode.valueOf(8), canvas.graph().nodes().get("noise").parameters().get("seed"));
        assertEquals(count, walk.all().size());
    }

    @Test
    void keysOfTheCardAndOfTheCanvasTakeValues() {
        open(Clash.merged());
        show("/nodes/noise/parameters/seed");
        canvas.key(choices().getFirst(), SWT.ARROW_DOWN);
        assertTrue(choices().get(1).isFocusControl());
        canvas.key(choices().get(1), 'b');
        assertEquals(IntNode.valueOf(7), canvas.graph().nodes().get("noise").parameters().get("seed"));
        canvas.commands().undo();
        show("/nodes/noise/parameters/seed");
        canvas.key(choices().getFirst(), SWT.ESC);
        assertTrue(card().isEmpty());
        assertTrue(canvas.canvas().control().isFocusControl());
        canvas.holding(SWT.ALT).key('t');
        canvas.holding(0);
        assertEquals(IntNode.valueOf(9), canvas.graph().nodes().get("noise").parameters().get("seed"));
    }

    @Test
    void whoSelectsSomethingInConflictSeesItsValues() {
        open(Clash.merged());
        canvas.click(canvas.header("noise"));
        assertEquals("/nodes/noise/parameters/seed", walk.current().orElseThrow().place());
        assertTrue(card().isPresent());
        assertTrue(canvas.canvas().control().isFocusControl(), "keys stay with the canvas");
        canvas.click(canvas.header("join_images"));
        assertTrue(card().isEmpty());
    }

    @Test
    void aValueOfOnesOwnIsKept() {
        open(Clash.merged());
        canvas.canvas().context().execute(NodeEdits.parameter("noise", "seed", IntNode.valueOf(11)));
        show("/nodes/noise/parameters/seed");
        assertEquals(List.of("Mine: 8", "Theirs: 9", "Before: 7", "Keep: 11, as it is in the graph now"), names());
        int count = walk.all().size();
        actions.get(CanvasCommand.KEEP_AS_IS).run();
        assertEquals(IntNode.valueOf(11), canvas.graph().nodes().get("noise").parameters().get("seed"));
        assertEquals(count - 1, walk.all().size());
        assertFalse(conflict("/nodes/noise/parameters/seed").isPresent());
    }

    @Test
    void allOfOneSideIsOneStepAndGivesThatSidesGraph() {
        open(Clash.merged());
        int[] told = {0};
        walk.addListener(() -> told[0]++);
        walk.next();
        walk.takeAll(Side.THEIRS);
        assertEquals(List.of(), Conflicts.of(canvas.graph()));
        // what only we did stays
        assertEquals(Clash.theirs().with(canvas.graph().nodes().get("denoiser_student")), canvas.graph());
        assertEquals(1, told[0]);
        assertTrue(card().isEmpty());
        assertFalse(actions.get(CanvasCommand.NEXT_CONFLICT).isEnabled());
        canvas.commands().undo();
        assertEquals(Clash.merged(), canvas.graph());
        assertTrue(actions.get(CanvasCommand.NEXT_CONFLICT).isEnabled());
        walk.takeAll(Side.OURS);
        assertEquals(Clash.ours(), canvas.graph());
    }

    @Test
    void whatIsSettledIsNoLongerMarked() {
        open(Clash.merged());
        CanvasItem note = new NoteItem("todo");
        assertTrue(description(note).endsWith("in conflict"), description(note));
        assertEquals("in conflict", canvas.canvas().node("noise").orElseThrow().getFigure().stateBadge().text());
        assertTrue(canvas.canvas().node("noise").orElseThrow().getFigure().parameter("seed").orElseThrow().view()
                .other().isPresent());
        walk.takeAll(Side.OURS);
        canvas.settle();
        assertFalse(description(note).contains("in conflict"));
        assertEquals("", canvas.canvas().node("noise").orElseThrow().getFigure().stateBadge().text());
        assertTrue(canvas.canvas().node("noise").orElseThrow().getFigure().parameter("seed").orElseThrow().view()
                .other().isEmpty());
    }

    @Test
    void aNoteThatIsGoneHereStillHasItsChoice() {
        Graph base = Clash.base();
        Graph ours = NodeEdits.delete(CanvasFixture.catalog(), Set.of(new NoteItem("todo")), false).change()
                .apply(base);
        Graph theirs = Clash.theirs();
        open(GraphMerge.merge(base, ours, theirs));
        show("/layout/notes/todo");
        assertEquals(Set.of(), canvas.canvas().selection());
        assertEquals("Mine: deleted, in the graph now", names().getFirst());
        choices().get(1).notifyListeners(SWT.Selection, null);
        assertEquals("fewer steps", canvas.graph().layout().notes().get("todo").text());
    }

    @Test
    void aSideThatCannotBeTakenIsRefusedWithAReason() {
        Graph base = Clash.base();
        Graph ours = base.renamed(Map.of("prompt", "words"));
        Graph theirs = base.renamed(Map.of("prompt", "sentence"));
        Graph clash = GraphMerge.merge(base, ours, theirs);
        clash = clash.with(Node.of("sentence", "org.stillroom.prompt"));
        open(clash);
        show("/names/words");
        Graph before = canvas.graph();
        choices().get(1).notifyListeners(SWT.Selection, null);
        canvas.settle();
        assertEquals(before, canvas.graph());
        assertTrue(shown().stream().anyMatch(text -> text.contains("another node's")), shown().toString());
    }

    @Test
    void lookInTheDark() {
        open(Clash.merged(), Theme.DARK);
        show("/nodes/denoiser_teacher/inputs/t5");
        pictures("dark");
    }

    private Optional<Conflict> conflict(String place) {
        return walk.all().stream().filter(conflict -> conflict.place().equals(place)).findFirst();
    }

    private void show(String place) {
        assertTrue(conflict(place).isPresent(), walk.all().toString());
        for (int i = 0; i < walk.all().size() && !walk.current().equals(conflict(place)); i++) {
            walk.next();
        }
        if (card().isEmpty()) {
            walk.next();
            walk.previous();
        }
        canvas.settle();
        assertEquals(conflict(place), walk.current());
    }

    private void pictures(String theme) {
        String folder = System.getProperty("stillroom.screenshots");
        if (folder == null) {
            return;
        }
        canvas.screenshot(Path.of(folder, "conflicts-" + theme + ".png"));
        show("/nodes/prompt/parameters/text");
        canvas.canvas().zoom().setZoom(0.8);
        canvas.settle();
        walk.next();
        walk.previous();
        canvas.screenshot(Path.of(folder, "conflicts-text-" + theme + ".png"));
        show("/nodes/denoiser_teacher/inputs/t5");
        canvas.screenshot(Path.of(folder, "conflicts-wire-" + theme + ".png"));
    }

    private String description(CanvasItem item) {
        return ((Described) canvas.canvas().viewer().getEditPartRegistry().get(item)).description();
    }

    private Optional<Composite> card() {
        return Arrays.stream(((Composite) canvas.canvas().control()).getChildren())
                .filter(Composite.class::isInstance).map(Composite.class::cast).findFirst();
    }

    private List<Button> choices() {
        return all(card().orElseThrow()).filter(Button.class::isInstance).map(Button.class::cast)
                .filter(button -> (button.getStyle() & SWT.PUSH) != 0).toList();
    }

    private List<String> shown() {
        return all(card().orElseThrow()).filter(Label.class::isInstance)
                .map(label -> ((Label) label).getText()).toList();
    }

    private String title() {
        return shown().getFirst();
    }

    /** As they are told to who points at them, and to who cannot see them. */
    private List<String> names() {
        return choices().stream().map(Button::getToolTipText).toList();
    }

    private static Stream<Control> all(Control control) {
        Stream<Control> below = control instanceof Composite parent
                ? Arrays.stream(parent.getChildren()).flatMap(ConflictWalkTest::all) : Stream.of();
        return Stream.concat(Stream.of(control), below);
    }
}
