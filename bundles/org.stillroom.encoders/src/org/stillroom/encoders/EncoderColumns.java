// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.Comparator;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerComparator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;

/** The columns of a table of encoders, each of which sorts: first those that fit. */
final class EncoderColumns {

    private final TableViewer viewer;
    private final Table table;
    private Comparator<EncoderRow> order = EncoderColumn.FITS.order();

    EncoderColumns(TableViewer viewer) {
        this.viewer = viewer;
        this.table = viewer.getTable();
    }

    /** @param frame with nothing inside but the table */
    void create(Composite frame, EncoderTable encoders) {
        TableColumnLayout layout = new TableColumnLayout();
        frame.setLayout(layout);
        for (EncoderColumn kind : EncoderColumn.values()) {
            TableViewerColumn column = new TableViewerColumn(viewer, kind.numeric() ? SWT.RIGHT : SWT.LEFT);
            TableColumn widget = column.getColumn();
            widget.setText(kind.title());
            widget.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> sort(widget, kind)));
            layout.setColumnData(widget, new ColumnWeightData(kind.weight(), kind.numeric() ? 80 : 160));
            column.setLabelProvider(new EncoderLabels(encoders, kind));
        }
        table.setSortColumn(table.getColumn(EncoderColumn.FITS.ordinal()));
        table.setSortDirection(SWT.UP);
        viewer.setComparator(new ViewerComparator() {
            @Override
            public int compare(Viewer sorted, Object a, Object b) {
                return order.thenComparing(EncoderColumn.NAME.order()).compare((EncoderRow) a, (EncoderRow) b);
            }
        });
    }

    private void sort(TableColumn column, EncoderColumn kind) {
        boolean down = table.getSortColumn() == column && table.getSortDirection() == SWT.UP;
        table.setSortColumn(column);
        table.setSortDirection(down ? SWT.DOWN : SWT.UP);
        order = down ? kind.order().reversed() : kind.order();
        viewer.refresh();
    }
}
