// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PartInitException;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.Edit;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.encoders.edit.Contender;
import org.stillroom.encoders.edit.EncoderEdits;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.services.Guard;
import org.stillroom.workbench.services.Models;

/** Swaps and compares encoders in an open graph. */
final class EncoderActions {

    private EncoderActions() {}

    /** Asks for another encoder for a T5 Encoder node and puts it there, in one step. */
    static void swap(OpenGraph editor, String node) {
        SwapEncoderDialog dialog = new SwapEncoderDialog(shell(editor), question(editor, node), folders(editor));
        if (dialog.open() == Window.OK) {
            swap(editor, node, dialog.chosen());
        }
    }

    /** Asks for several encoders, makes the graph that compares them in one step, runs it and shows the pictures. */
    static void compare(OpenGraph editor, String node) {
        CompareEncodersDialog dialog =
                new CompareEncodersDialog(shell(editor), question(editor, node), folders(editor));
        if (dialog.open() == Window.OK) {
            compareNow(editor, node, dialog.rows());
        }
    }

    /** @param rows of the encoders */
    static void compareNow(OpenGraph editor, String node, List<EncoderRow> rows) {
        Graph before = editor.document().graph();
        if (!before.nodes().containsKey(node)) {
            return;
        }
        NodeCatalog catalog = editor.context().catalog();
        List<String> models = rows.stream().map(EncoderRow::name).toList();
        List<Contender> contenders = EncoderEdits.contenders(before, catalog, node, models);
        compare(editor, node, models);
        Graph after = editor.document().graph();
        Set<String> viewers = NewNodes.of(before, after).stream()
                .filter(id -> NewNodes.views(after.nodes().get(id), catalog)).collect(Collectors.toSet());
        if (!viewers.isEmpty()) {
            editor.run(viewers, run -> show(editor, ComparisonResult.of(run, contenders, rows)));
        }
    }

    /** What went wrong is said on the nodes; with no picture at all there is nothing else to look at. */
    private static void show(OpenGraph editor, List<Compared> compared) {
        if (compared.stream().noneMatch(one -> one.picture().isPresent())) {
            return;
        }
        try {
            editor.part().getSite().getPage().openEditor(new ComparisonInput(editor.name(), compared),
                    ComparisonEditor.ID);
        } catch (PartInitException e) {
            Guard.log("showing the comparison", e);
        }
    }

    /**
     * Asks for an encoder for a node of a graph that need not be open.
     *
     * @return its name; empty for none
     */
    static String ask(Shell shell, Graph graph, NodeCatalog catalog, String node,
            Supplier<ModelFolders> folders) {
        SwapEncoderDialog dialog = new SwapEncoderDialog(shell, EncoderQuestion.of(graph, catalog, node), folders);
        return dialog.open() == Window.OK ? dialog.chosen() : "";
    }

    static void swap(OpenGraph editor, String node, String model) {
        editor.execute(EncoderEdits.swap(node, model));
    }

    static void compare(OpenGraph editor, String node, List<String> models) {
        Graph before = editor.document().graph();
        if (!before.nodes().containsKey(node)) {
            return;
        }
        NodeCatalog catalog = editor.context().catalog();
        Edit edit = EncoderEdits.compare(before, catalog, node, models);
        GraphCanvas canvas = editor.canvas().orElseThrow();
        editor.execute(NewNodes.arranged(edit, before, catalog, canvas::bounds));
        List<CanvasItem> added = NewNodes.of(before, editor.document().graph()).stream()
                .map(id -> (CanvasItem) new CanvasItem.NodeItem(id)).toList();
        canvas.select(added);
        canvas.view().fit();
    }

    private static EncoderQuestion question(OpenGraph editor, String node) {
        return EncoderQuestion.of(editor.document().graph(), editor.context().catalog(), node);
    }

    private static Supplier<ModelFolders> folders(OpenGraph editor) {
        return () -> Models.get().folders(editor.folder());
    }

    private static Shell shell(OpenGraph editor) {
        return editor.part().getSite().getShell();
    }
}
