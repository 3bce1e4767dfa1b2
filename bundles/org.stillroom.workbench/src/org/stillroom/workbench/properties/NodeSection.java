// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jface.fieldassist.ControlDecoration;
import org.eclipse.jface.fieldassist.FieldDecorationRegistry;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CCombo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.NodeEdits;
import org.stillroom.editor.canvas.theme.Spacing;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Node;
import org.stillroom.graph.Provider;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.workbench.open.CanvasElement;

/** What a node is: its id, its type and what that does, and whether a run executes it. */
public final class NodeSection extends GraphSection {

    private Text id;
    private ControlDecoration wrong;
    private Label type;
    private CCombo mode;
    private Label description;
    private boolean showing;

    @Override
    void create(Composite area) {
        GridLayoutFactory.fillDefaults().numColumns(2).margins(Spacing.MEDIUM, Spacing.MEDIUM)
                .spacing(Spacing.LARGE, Spacing.MEDIUM).applyTo(area);
        label(area, Messages.id);
        id = getWidgetFactory().createText(area, "", SWT.SINGLE);
        GridDataFactory.fillDefaults().hint(140, SWT.DEFAULT).align(SWT.BEGINNING, SWT.CENTER).applyTo(id);
        wrong = new ControlDecoration(id, SWT.LEFT | SWT.CENTER);
        wrong.setImage(FieldDecorationRegistry.getDefault()
                .getFieldDecoration(FieldDecorationRegistry.DEC_ERROR).getImage());
        wrong.hide();
        id.addListener(SWT.Modify, event -> typed());
        id.addListener(SWT.FocusOut, event -> commit());
        id.addListener(SWT.DefaultSelection, event -> commit());
        label(area, Messages.type);
        type = getWidgetFactory().createLabel(area, "");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(type);
        label(area, Messages.mode);
        mode = getWidgetFactory().createCCombo(area, SWT.READ_ONLY | SWT.FLAT | SWT.BORDER);
        mode.setItems(new String[] {Messages.modeActive, Messages.modeMuted, Messages.modeBypassed});
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(mode);
        mode.addListener(SWT.Selection, event -> first().context().execute(
                NodeEdits.mode(ids(), Node.Mode.values()[mode.getSelectionIndex()])));
        label(area, Messages.description);
        description = getWidgetFactory().createLabel(area, "", SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(description);
    }

    @Override
    void update() {
        List<Node> nodes = elements().stream().flatMap(element -> element.node().stream()).toList();
        if (nodes.isEmpty()) {
            return;
        }
        Node node = nodes.get(0);
        showing = true;
        id.setEnabled(nodes.size() == 1);
        String shown = nodes.size() == 1 ? node.id() : NLS.bind(Messages.nodes, nodes.size());
        if (!id.getText().equals(shown)) {
            id.setText(shown);
        }
        wrong.hide();
        showing = false;
        Optional<NodeType> known = first().type();
        boolean alike = nodes.stream().map(Node::type).distinct().count() == 1;
        type.setText(!alike ? Messages.severalTypes : known.map(found -> NLS.bind(Messages.typeAndId, found.label(),
                found.id())).orElse(missing(node)));
        description.setText(alike ? known.map(NodeType::description).orElse("").replace("&", "&&") : "");
        if (nodes.stream().map(Node::mode).distinct().count() == 1) {
            mode.select(node.mode().ordinal());
        } else {
            mode.deselectAll();
        }
        area().layout(true, true);
    }

    @Override
    void commit() {
        Node node = elements().size() == 1 ? first().node().orElse(null) : null;
        String typed = id.isDisposed() ? "" : id.getText();
        if (node == null || typed.equals(node.id())
                || NodeEdits.renameRefusal(graph(), node.id(), typed).isPresent()) {
            return;
        }
        CanvasElement renamed = first();
        renamed.context().execute(NodeEdits.rename(node.id(), typed));
        renamed.editor().canvas().ifPresent(canvas -> canvas.select(List.of(new CanvasItem.NodeItem(typed))));
    }

    private void typed() {
        if (showing || elements().isEmpty()) {
            return;
        }
        Optional<String> refusal = first().node()
                .flatMap(node -> NodeEdits.renameRefusal(graph(), node.id(), id.getText()));
        refusal.ifPresentOrElse(sentence -> {
            wrong.setDescriptionText(sentence);
            wrong.show();
        }, wrong::hide);
    }

    private Set<String> ids() {
        return elements().stream().flatMap(element -> element.node().stream()).map(Node::id)
                .collect(Collectors.toSet());
    }

    private String missing(Node node) {
        Provider provider = graph().providers().get(node.type());
        return provider == null ? NLS.bind(Messages.notInstalled, Ids.shorten(node.type()))
                : NLS.bind(Messages.notInstalledFrom, new Object[] {Ids.shorten(node.type()),
                    Ids.shorten(provider.bundle()), Ids.shorten(provider.feature())});
    }

    private void label(Composite parent, String text) {
        Label label = getWidgetFactory().createLabel(parent, text);
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(label);
    }
}
