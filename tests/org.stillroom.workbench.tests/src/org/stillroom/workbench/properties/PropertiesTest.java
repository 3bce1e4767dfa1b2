// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.workbench.editor.EditorFixture.await;
import static org.stillroom.workbench.editor.EditorFixture.graph;
import static org.stillroom.workbench.editor.EditorFixture.settle;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CCombo;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.views.properties.PropertySheet;
import org.eclipse.ui.views.properties.tabbed.ITabDescriptor;
import org.eclipse.ui.views.properties.tabbed.TabbedPropertySheetPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.edit.NodeEdits;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.Node;
import org.stillroom.workbench.editor.EditorFixture;
import org.stillroom.workbench.editor.EditorTestBase;
import org.stillroom.workbench.editor.GraphEditor;

/** The Properties view of what is selected on the canvas. */
class PropertiesTest extends EditorTestBase {

    private IFile file;
    private GraphEditor editor;
    private PropertySheet view;

    @BeforeEach
    void start() throws CoreException {
        file = fixture.example();
        view = (PropertySheet) EditorFixture.page().showView("org.eclipse.ui.views.PropertySheet");
        editor = fixture.open(file);
    }

    @Test
    void showsEveryParameterWithAnEditorOfItsKind() {
        select("denoiser");
        show("parameters");
        assertEquals(List.of("Transformer:", "Steps:", "Guidance:", "True CFG:", "Shift:", "Scheduler:", "Start step:",
                "Step cache:", "Cache threshold:", "Measure difference:", "Compute in:", "Memory:"), labels());
        assertEquals("mini/transformer", find(Text.class, 0).getText());
        assertEquals(20, find(Spinner.class, 0).getSelection());
        assertEquals("3.50", find(Spinner.class, 1).getText().replace(',', '.'));
        assertEquals(4, all(Combo.class).count());
        select("noise");
        show("parameters");
        assertEquals("7", find(Text.class, 0).getText(), "a seed of 64 bits needs a text");
        assertEquals(16, find(Spinner.class, 0).getIncrement(), "widths are multiples of 16");
    }

    @Test
    void makesOneStepOfAllThatIsTypedInOneGo() {
        select("prompt");
        show("parameters");
        Text text = find(Text.class, 0);
        for (String typed : List.of("A", "A b", "A bo", "A boat")) {
            text.setText(typed);
        }
        assertTrue(parameter("prompt", "text").startsWith("a red circle"), "no key waits for the graph");
        assertTrue(editor.isDirty(), "it can be saved already");
        await("typing has paused", () -> parameter("prompt", "text").equals("A boat"));
        CommandStack commands = editor.getAdapter(CommandStack.class);
        commands.undo();
        settle();
        assertTrue(parameter("prompt", "text").startsWith("a red circle"));
        assertTrue(text.getText().startsWith("a red circle"));
        assertFalse(editor.isDirty());
    }

    @Test
    void savesWhatIsStillBeingTyped() throws Exception {
        select("prompt");
        show("parameters");
        find(Text.class, 0).setText("typed just now");
        editor.doSave(new NullProgressMonitor());
        assertTrue(EditorFixture.text(file).contains("typed just now"));
        assertEquals(GraphFile.text(graph(editor)), EditorFixture.text(file));
    }

    @Test
    void takesWhatWasTypedWhenSomethingElseIsSelected() {
        select("prompt");
        show("parameters");
        find(Text.class, 0).setText("then another node");
        select("noise");
        assertEquals("then another node", parameter("prompt", "text"));
    }

    @Test
    void putsBackTheDefault() {
        editor.execute(NodeEdits.parameter("denoiser", "steps", IntNode.valueOf(8)));
        select("denoiser");
        show("parameters");
        Button reset = all(Button.class).filter(button -> button.getText().equals(Messages.reset))
                .skip(1).findFirst().orElseThrow();
        assertEquals(8, find(Spinner.class, 0).getSelection());
        assertTrue(reset.isEnabled());
        reset.notifyListeners(SWT.Selection, null);
        settle();
        assertFalse(graph(editor).nodes().get("denoiser").parameters().containsKey("steps"));
        assertEquals(20, find(Spinner.class, 0).getSelection());
        assertFalse(reset.isEnabled());
    }

    @Test
    void editsAllSelectedNodesOfATypeAtOnce() {
        select("clip_tokenizer", "t5_tokenizer");
        show("parameters");
        Text model = find(Text.class, 0);
        assertEquals("", model.getText(), "they differ");
        assertEquals(Messages.severalValues, model.getMessage());
        Spinner length = find(Spinner.class, 0);
        length.setSelection(64);
        await("typing has paused", () -> parameter("t5_tokenizer", "length").equals("64"));
        assertEquals("64", parameter("clip_tokenizer", "length"));
        assertEquals("mini/tokenizer", parameter("clip_tokenizer", "model"), "the other stays");
        editor.getAdapter(CommandStack.class).undo();
        assertFalse(editor.isDirty(), "one step");
    }

    @Test
    void choosesAtOnce() {
        select("denoiser");
        show("parameters");
        Combo scheduler = find(Combo.class, 0);
        scheduler.select(scheduler.getItemCount() - 1);
        scheduler.notifyListeners(SWT.Selection, null);
        assertTrue(editor.isDirty());
        assertFalse(parameter("denoiser", "scheduler").isEmpty());
    }

    @Test
    void renamesANodeAndItsWires() {
        select("denoiser");
        show("node");
        Text id = find(Text.class, 0);
        assertEquals("denoiser", id.getText());
        id.setText("not an id");
        id.notifyListeners(SWT.DefaultSelection, null);
        assertTrue(graph(editor).nodes().containsKey("denoiser"), "refused");
        id.setText("main");
        id.notifyListeners(SWT.DefaultSelection, null);
        settle();
        assertTrue(graph(editor).nodes().containsKey("main"));
        assertEquals("main.latent", graph(editor).nodes().get("vae_decoder").inputs().get("latent").toString());
    }

    @Test
    void switchesTheMode() {
        select("save_image");
        show("node");
        CCombo mode = find(CCombo.class, 0);
        mode.select(1);
        mode.notifyListeners(SWT.Selection, null);
        assertEquals(Node.Mode.MUTED, graph(editor).nodes().get("save_image").mode());
    }

    @Test
    void listsPortsAndWires() {
        select("denoiser");
        show("ports");
        Table table = find(Table.class, 0);
        List<String> wired = Stream.of(table.getItems()).map(item -> item.getText(3)).toList();
        assertTrue(wired.contains("noise.latent"), wired::toString);
        assertTrue(wired.contains("vae_decoder.latent"), wired::toString);
    }

    @Test
    void tellsTheLastRun() {
        select("denoiser");
        show("run");
        assertTrue(find(Text.class, 0).getText().startsWith("Not run yet."));
    }

    @Test
    void editsFramesAndNotes() {
        editor.execute(LayoutEdits.frame("group", "Text", 0, 0, 300, 200));
        editor.execute(LayoutEdits.note("hint", "Read *this*", 0, 0, 200, 100));
        editor.canvas().orElseThrow().select(List.of(new CanvasItem.FrameItem("group")));
        show("frame");
        find(Text.class, 0).setText("Encoders");
        editor.pending().flush();
        assertEquals("Encoders", graph(editor).layout().frames().get("group").title());
        editor.canvas().orElseThrow().select(List.of(new CanvasItem.NoteItem("hint")));
        show("note");
        find(Text.class, 0).setText("# Title");
        editor.pending().flush();
        assertEquals("# Title", graph(editor).layout().notes().get("hint").text());
    }

    private String parameter(String node, String parameter) {
        var value = graph(editor).nodes().get(node).parameters().get(parameter);
        return value == null ? "" : value.asText();
    }

    private void select(String... nodes) {
        List<CanvasItem> items = new ArrayList<>();
        for (String node : nodes) {
            items.add(new CanvasItem.NodeItem(node));
        }
        editor.canvas().orElseThrow().select(items);
        settle();
    }

    /** @param tab the end of its id */
    private void show(String tab) {
        settle();
        TabbedPropertySheetPage page = (TabbedPropertySheetPage) view.getCurrentPage();
        for (ITabDescriptor descriptor : page.getActiveTabs()) {
            if (descriptor.getId().endsWith("." + tab)) {
                page.setSelectedTab(descriptor.getId());
                settle();
                return;
            }
        }
        throw new AssertionError("no tab " + tab);
    }

    private List<String> labels() {
        return all(Label.class).map(Label::getText).filter(text -> text.endsWith(":")).toList();
    }

    private <T extends Control> T find(Class<T> kind, int index) {
        return all(kind).skip(index).findFirst().orElseThrow();
    }

    private <T extends Control> Stream<T> all(Class<T> kind) {
        return controls((Composite) ((TabbedPropertySheetPage) view.getCurrentPage()).getControl())
                .filter(Control::isVisible).filter(kind::isInstance).map(kind::cast);
    }

    private static Stream<Control> controls(Composite parent) {
        return Stream.of(parent.getChildren()).flatMap(child -> child instanceof Composite inner
                ? Stream.concat(Stream.of(child), controls(inner)) : Stream.of(child));
    }
}
