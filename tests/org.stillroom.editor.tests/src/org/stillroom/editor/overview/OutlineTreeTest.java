// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.test.canvas.CanvasFixture;

/** The tree beside a canvas: what it lists, and that both have the same selection. */
class OutlineTreeTest {

    private CanvasFixture fixture;
    private Shell shell;
    private Text filter;
    private Tree tree;

    @BeforeEach
    void open() {
        fixture = new CanvasFixture(CanvasFixture.example("first-picture"));
        shell = new Shell(fixture.shell().getDisplay());
        shell.setLayout(new FillLayout());
        shell.setSize(300, 500);
        Composite control = (Composite) new OutlineTree(shell, fixture.canvas()).control();
        for (Control child : control.getChildren()) {
            if (child instanceof Text text) {
                filter = text;
            } else if (child instanceof Tree found) {
                tree = found;
            }
        }
        shell.open();
        fixture.settle();
    }

    @AfterEach
    void close() {
        shell.dispose();
        fixture.close();
    }

    private static List<String> texts(TreeItem... items) {
        List<String> texts = new ArrayList<>();
        for (TreeItem item : items) {
            texts.add(item.getText());
            texts.addAll(texts(item.getItems()));
        }
        return texts;
    }

    private void until(BooleanSupplier condition) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain; there is " + texts(tree.getItems()));
            }
            if (!shell.getDisplay().readAndDispatch()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void listsNodesFromLeftToRightWithTheirNames() {
        List<String> texts = texts(tree.getItems());
        assertEquals(9, texts.size());
        assertEquals("Prompt  prompt", texts.get(0));
        assertEquals("Save Image  save_image", texts.get(8));
    }

    @Test
    void whatLiesInAFrameIsBelowIt() {
        var encoder = fixture.canvas().bounds(new NodeItem("t5_encoder"));
        fixture.canvas().context().execute(LayoutEdits.frame("frame", "Encoders", encoder.x() - 10, encoder.y() - 30,
                encoder.width() + 20, encoder.height() + 40));
        until(() -> texts(tree.getItems()).contains("Encoders"));
        TreeItem frame = Arrays.stream(tree.getItems()).filter(item -> item.getText().equals("Encoders")).findFirst()
                .orElseThrow();
        assertEquals(1, frame.getItemCount());
    }

    @Test
    void theCanvasSelectsWhatIsSelectedHere() {
        tree.setSelection(Arrays.stream(tree.getItems()).filter(item -> item.getText().contains("denoiser"))
                .findFirst().orElseThrow());
        Event event = new Event();
        event.item = tree.getSelection()[0];
        tree.notifyListeners(SWT.Selection, event);
        assertEquals(Set.of(new NodeItem("denoiser")), fixture.canvas().selection());
    }

    @Test
    void selectsWhatTheCanvasSelects() {
        fixture.canvas().select(List.of(new NodeItem("noise"), new NodeItem("prompt")));
        fixture.settle();
        assertEquals(List.of("Prompt  prompt", "Latent Noise  noise"), texts(tree.getSelection()));
    }

    @Test
    void theFilterKeepsWhatFitsAndGoesToTheFirst() {
        filter.setText("encoder");
        fixture.settle();
        assertEquals(List.of("T5 Encoder  t5_encoder", "CLIP Encoder  clip_encoder"), texts(tree.getItems()));
        assertEquals(1, fixture.canvas().selection().size());
        filter.setText("");
        fixture.settle();
        assertEquals(9, texts(tree.getItems()).size());
    }
}
