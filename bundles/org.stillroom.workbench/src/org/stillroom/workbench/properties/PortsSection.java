// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.WireIndex;
import org.stillroom.editor.canvas.theme.Spacing;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;
import org.stillroom.nodes.contract.PortType;

/** The ports of a node, and what they are wired with; a double click goes to the other end. */
public final class PortsSection extends GraphSection {

    private Table table;

    @Override
    void create(Composite area) {
        GridLayoutFactory.fillDefaults().margins(Spacing.MEDIUM, Spacing.MEDIUM).applyTo(area);
        table = getWidgetFactory().createTable(area, SWT.FULL_SELECTION | SWT.BORDER | SWT.SINGLE);
        table.setHeaderVisible(true);
        GridDataFactory.fillDefaults().grab(true, true).hint(240, 120).applyTo(table);
        for (String title : List.of(Messages.portName, Messages.portDirection, Messages.portType,
                Messages.portWired)) {
            TableColumn column = new TableColumn(table, SWT.LEFT);
            column.setText(title);
        }
        table.addListener(SWT.DefaultSelection, event -> go((PortRef) event.item.getData()));
    }

    @Override
    public boolean shouldUseExtraSpace() {
        return true;
    }

    @Override
    void update() {
        table.setRedraw(false);
        table.removeAll();
        first().node().ifPresent(this::fill);
        for (TableColumn column : table.getColumns()) {
            column.pack();
        }
        table.setRedraw(true);
    }

    private void fill(Node node) {
        WireIndex wires = first().context().document().wires();
        NodeType type = first().type().orElse(null);
        if (type == null) {
            node.inputs().forEach((port, from) -> row(port, Messages.input, "", from.toString(), from));
            return;
        }
        for (Port port : type.inputs()) {
            PortRef from = node.inputs().get(port.id());
            row(port.label(), port.required() ? Messages.input : Messages.optionalInput, label(port),
                    from == null ? "" : from.toString(), from);
        }
        for (Port port : type.outputs()) {
            List<Wire> out = wires.from(new PortRef(node.id(), port.id()));
            row(port.label(), Messages.output, label(port),
                    out.stream().map(wire -> wire.to().toString()).collect(Collectors.joining(", ")),
                    out.isEmpty() ? null : out.get(0).to());
        }
    }

    private String label(Port port) {
        NodeCatalog catalog = first().context().catalog();
        return catalog.portType(port.type()).map(PortType::label).orElse(port.type());
    }

    private void row(String name, String direction, String type, String wired, PortRef other) {
        TableItem item = new TableItem(table, SWT.NONE);
        item.setText(new String[] {name, direction, type, wired});
        item.setData(other);
    }

    private void go(PortRef other) {
        if (other != null) {
            CanvasItem node = new CanvasItem.NodeItem(other.node());
            first().editor().canvas().ifPresent(canvas -> {
                canvas.select(List.of(node));
                canvas.reveal(node);
            });
        }
    }
}
