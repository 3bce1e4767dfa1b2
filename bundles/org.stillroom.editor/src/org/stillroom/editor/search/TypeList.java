// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.search;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;
import org.stillroom.nodes.contract.PortType;

/** Node types one below the other: icon, or a dot in the colour of what it gives, then name and category. */
final class TypeList {

    private static final int ICON = 16;
    private static final int ROW = 26;
    private static final int MARGIN = 8;

    private final Table table;
    private final Look look;
    private final NodeCatalog catalog;
    private List<NodeType> types = List.of();
    private Consumer<NodeType> chosen = type -> { };
    private Runnable selected = () -> { };

    TypeList(Composite parent, Look look, NodeCatalog catalog) {
        this.look = look;
        this.catalog = catalog;
        table = new Table(parent, SWT.SINGLE | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.NO_FOCUS);
        table.setBackground(look.theme().node());
        table.setForeground(look.theme().text());
        table.addListener(SWT.MeasureItem, event -> event.height = Math.max(event.height, ROW));
        table.addListener(SWT.EraseItem, this::erase);
        table.addListener(SWT.PaintItem, this::paint);
        table.addListener(SWT.Selection, event -> selected.run());
        table.addListener(SWT.DefaultSelection, event -> selected().ifPresent(chosen));
        table.addListener(SWT.MouseUp, event -> {
            TableItem item = event.button == 1 ? table.getItem(new Point(event.x, event.y)) : null;
            if (item != null) {
                chosen.accept((NodeType) item.getData());
            }
        });
    }

    Control control() {
        return table;
    }

    void onChoose(Consumer<NodeType> action) {
        chosen = action;
    }

    void onSelect(Runnable action) {
        selected = action;
    }

    void show(List<NodeType> found) {
        types = found;
        table.setRedraw(false);
        table.removeAll();
        for (NodeType type : found) {
            TableItem item = new TableItem(table, SWT.NONE);
            // Read aloud, though it is painted below.
            item.setText(type.label());
            item.setData(type);
        }
        table.setRedraw(true);
        move(0);
    }

    Optional<NodeType> selected() {
        int index = table.getSelectionIndex();
        return index < 0 ? Optional.empty() : Optional.of(types.get(index));
    }

    /** Selects another line; stops at the first and the last. */
    void move(int by) {
        if (!types.isEmpty()) {
            table.setSelection(Math.clamp(table.getSelectionIndex() + by, 0, types.size() - 1));
            table.showSelection();
        }
        selected.run();
    }

    private void erase(Event event) {
        event.detail &= ~(SWT.FOREGROUND | SWT.HOT);
        boolean marked = table.getSelectionIndex() >= 0 && table.getItem(table.getSelectionIndex()) == event.item;
        Theme theme = look.theme();
        event.gc.setBackground(marked ? theme.tinted(theme.accent()) : theme.node());
        event.gc.fillRectangle(0, event.y, table.getClientArea().width, event.height);
        event.detail &= ~(SWT.SELECTED | SWT.BACKGROUND);
    }

    private void paint(Event event) {
        NodeType type = (NodeType) event.item.getData();
        Rectangle area = table.getClientArea();
        GC gc = event.gc;
        Theme theme = look.theme();
        int middle = event.y + event.height / 2;
        Optional<Image> icon = look.icons().image(type, ICON, theme);
        if (icon.isPresent()) {
            Rectangle size = icon.get().getBounds();
            gc.drawImage(icon.get(), 0, 0, size.width, size.height, MARGIN, middle - ICON / 2, ICON, ICON);
        } else {
            gc.setAntialias(SWT.ON);
            gc.setBackground(color(type, theme));
            gc.fillOval(MARGIN + ICON / 4, middle - ICON / 4, ICON / 2, ICON / 2);
        }
        gc.setFont(look.fonts().outside());
        gc.setForeground(theme.text());
        int height = gc.getFontMetrics().getHeight();
        gc.drawText(type.label(), 2 * MARGIN + ICON, middle - height / 2, SWT.DRAW_TRANSPARENT);
        gc.setFont(look.fonts().outsideSmall());
        gc.setForeground(theme.dim());
        int width = gc.textExtent(type.category()).x;
        gc.drawText(type.category(), area.width - MARGIN - width, middle - gc.getFontMetrics().getHeight() / 2,
                SWT.DRAW_TRANSPARENT);
    }

    private Color color(NodeType type, Theme theme) {
        return type.outputs().stream().findFirst().or(() -> type.inputs().stream().findFirst()).map(Port::type)
                .flatMap(catalog::portType).map(PortType::color).map(theme::visible).orElse(theme.dim());
    }
}
