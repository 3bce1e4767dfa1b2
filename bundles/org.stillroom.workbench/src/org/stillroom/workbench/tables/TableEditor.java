// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jface.action.Action;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.actions.ActionFactory;
import org.stillroom.editor.canvas.theme.Spacing;
import org.stillroom.workbench.open.FileViewer;

/**
 * Shows a table in a file, sorted by the column whose head is clicked. It is only looked at; a file that cannot be read
 * is shown as a sentence that says why, and opens as text by <i>Open With</i>.
 */
public final class TableEditor extends FileViewer {

    private static final int MOST_WIDTH = 480;
    /** Beside the text of a cell, and for the sign of the order in a head. */
    private static final int ROOM = 32;
    private static final int MEASURED = 500;

    private StackLayout stack;
    private Label sentence;
    private Table table;
    private List<List<String>> rows = List.of();

    @Override
    public void createPartControl(Composite parent) {
        Composite frame = new Composite(parent, SWT.NONE);
        stack = new StackLayout();
        stack.marginWidth = Spacing.MEDIUM;
        stack.marginHeight = Spacing.MEDIUM;
        frame.setLayout(stack);
        sentence = new Label(frame, SWT.WRAP);
        table = new Table(frame, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION | SWT.BORDER);
        table.setHeaderVisible(true);
        table.setLinesVisible(true);
        table.addListener(SWT.SetData, event -> ((TableItem) event.item)
                .setText(rows.get(event.index).toArray(String[]::new)));
        Action copy = new Action() {
            @Override
            public void run() {
                copy();
            }
        };
        getEditorSite().getActionBars().setGlobalActionHandler(ActionFactory.COPY.getId(), copy);
        read();
    }

    @Override
    public void setFocus() {
        super.setFocus();
        stack.topControl.setFocus();
    }

    @Override
    protected void show(Path file) {
        try {
            show(Csv.read(file));
            stack.topControl = table;
        } catch (IOException e) {
            sentence.setText(NLS.bind(Messages.TableEditor_unreadable, file, e.getMessage()));
            stack.topControl = sentence;
        }
        table.getParent().layout();
    }

    private void show(Csv csv) {
        table.setRedraw(false);
        for (TableColumn column : table.getColumns()) {
            column.dispose();
        }
        rows = new ArrayList<>(csv.rows());
        GC gc = new GC(table);
        for (int i = 0; i < csv.head().size(); i++) {
            int at = i;
            TableColumn column = new TableColumn(table, numbers(at) ? SWT.RIGHT : SWT.LEFT);
            column.setText(csv.head().get(i));
            column.setMoveable(true);
            column.setWidth(width(gc, csv.head().get(i), at));
            column.addListener(SWT.Selection, event -> sort(column, at));
        }
        gc.dispose();
        fill();
        table.setRedraw(true);
    }

    private boolean numbers(int column) {
        List<String> cells = rows.stream().map(row -> row.get(column)).filter(cell -> !cell.isBlank()).toList();
        return !cells.isEmpty() && cells.stream().allMatch(CellOrder::number);
    }

    /** As wide as the first rows need: the table itself knows only those that it has shown. */
    private int width(GC gc, String head, int column) {
        int cells = rows.stream().limit(MEASURED).mapToInt(row -> gc.textExtent(row.get(column)).x).max().orElse(0);
        return Math.min(MOST_WIDTH, Math.max(cells, gc.textExtent(head).x) + ROOM);
    }

    private void sort(TableColumn column, int at) {
        boolean down = table.getSortColumn() == column && table.getSortDirection() == SWT.UP;
        table.setSortColumn(column);
        table.setSortDirection(down ? SWT.DOWN : SWT.UP);
        CellOrder order = new CellOrder(at);
        rows.sort(down ? order.reversed() : order);
        fill();
    }

    private void fill() {
        table.setItemCount(rows.size());
        table.clearAll();
    }

    /** The selected rows, for a spreadsheet. */
    private void copy() {
        String text = Arrays.stream(table.getSelectionIndices()).mapToObj(rows::get)
                .map(row -> String.join("\t", row)).collect(Collectors.joining("\n"));
        if (!text.isEmpty()) {
            Clipboard clipboard = new Clipboard(table.getDisplay());
            clipboard.setContents(new Object[] {text}, new Transfer[] {TextTransfer.getInstance()});
            clipboard.dispose();
        }
    }
}
