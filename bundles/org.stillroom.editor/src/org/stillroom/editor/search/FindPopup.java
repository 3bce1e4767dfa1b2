// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.search;

import java.util.List;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.stillroom.edit.GraphSearch;
import org.stillroom.edit.GraphSearch.Found;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.theme.Theme;

/**
 * Finds something in the graph while a person types: a field and a list in the upper right corner of the canvas, which
 * shows what is chosen in the list. Enter keeps to it, Escape too; both lead back to the canvas.
 */
public final class FindPopup {

    private static final int WIDTH = 340;
    private static final int HEIGHT = 260;
    private static final int MARGIN = 8;

    private final GraphCanvas canvas;
    private Shell shell;
    private Text text;
    private Table table;
    private List<Found> found = List.of();

    public FindPopup(GraphCanvas canvas) {
        this.canvas = canvas;
        canvas.control().addDisposeListener(event -> close());
    }

    public void open() {
        close();
        Theme theme = canvas.theme();
        Control control = canvas.control();
        shell = new Shell(control.getShell(), SWT.NO_TRIM);
        shell.setBackground(theme.border());
        GridLayoutFactory.fillDefaults().margins(1, 1).spacing(0, 1).applyTo(shell);
        text = new Text(shell, SWT.SEARCH | SWT.ICON_SEARCH);
        text.setMessage(Messages.hintFind);
        // not seen, but read out when the window opens
        shell.setText(Messages.hintFind);
        text.setBackground(theme.field());
        text.setForeground(theme.text());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
        table = new Table(shell, SWT.SINGLE | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.NO_FOCUS);
        table.setBackground(theme.node());
        table.setForeground(theme.text());
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        new TableColumn(table, SWT.NONE).setWidth(WIDTH * 2 / 5);
        new TableColumn(table, SWT.NONE).setWidth(WIDTH * 3 / 5);
        listen();
        show();
        Rectangle area = control.getBounds();
        double natural = canvas.look().natural();
        Point size = new Point((int) (WIDTH * natural), (int) (HEIGHT * natural));
        Point corner = control.toDisplay(Math.max(0, area.width - size.x - MARGIN), MARGIN);
        shell.setBounds(corner.x, corner.y, size.x, size.y);
        shell.open();
        text.setFocus();
    }

    /** The window, while it is open. */
    Optional<Shell> shell() {
        return Optional.ofNullable(shell).filter(open -> !open.isDisposed());
    }

    private void close() {
        shell().ifPresent(Shell::dispose);
    }

    private void leave() {
        close();
        if (!canvas.control().isDisposed()) {
            canvas.control().setFocus();
        }
    }

    private void listen() {
        text.addListener(SWT.Modify, event -> show());
        text.addListener(SWT.DefaultSelection, event -> leave());
        text.addListener(SWT.KeyDown, this::key);
        text.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_ESCAPE) {
                event.doit = false;
                leave();
            }
        });
        table.addListener(SWT.Selection, event -> look());
        table.addListener(SWT.DefaultSelection, event -> leave());
        // not at once: the window system may still be moving the focus into a part of this window
        shell.addListener(SWT.Deactivate, event -> shell.getDisplay().asyncExec(() -> {
            if (!shell.isDisposed() && shell.getDisplay().getActiveShell() != shell) {
                close();
            }
        }));
    }

    private void key(Event event) {
        if (event.keyCode == SWT.ARROW_DOWN || event.keyCode == SWT.ARROW_UP) {
            move(event.keyCode == SWT.ARROW_DOWN ? 1 : -1);
            event.doit = false;
        }
    }

    private void move(int by) {
        if (!found.isEmpty()) {
            table.setSelection(Math.floorMod(table.getSelectionIndex() + by, found.size()));
            table.showSelection();
            look();
        }
    }

    private void show() {
        found = GraphSearch.find(canvas.context().document().graph(), canvas.context().catalog(), text.getText());
        table.removeAll();
        for (Found one : found) {
            new TableItem(table, SWT.NONE).setText(new String[] {one.label(), one.detail()});
        }
        if (!found.isEmpty() && !text.getText().isBlank()) {
            table.setSelection(0);
            look();
        }
    }

    private void look() {
        int index = table.getSelectionIndex();
        if (index >= 0) {
            canvas.select(List.of(found.get(index).item()));
            canvas.reveal(found.get(index).item());
        }
    }
}
