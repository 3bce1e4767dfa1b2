// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.jface.util.Util;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.stillroom.pictures.history.PictureEntry;

/** The pictures of the history as a list of thumbnails, newest first. Rows are made as they come into sight. */
final class HistoryStrip {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM);
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT);

    /** GTK shows a row's text in several lines, beside a thumbnail that is as high; others show the name first. */
    private static final String LINE = Util.isGtk() ? "\n" : "  ";

    private final Table table;
    private final Thumbnails thumbnails;
    private List<PictureEntry> entries = List.of();

    HistoryStrip(Composite parent) {
        table = new Table(parent, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION);
        table.addListener(SWT.MouseMove, event -> showTip(table.getItem(new Point(event.x, event.y))));
        thumbnails = new Thumbnails(table.getDisplay(), this::loaded);
        table.addListener(SWT.SetData, event -> fill((TableItem) event.item));
        table.getAccessible().addAccessibleListener(AccessibleListener.getNameAdapter(
                event -> event.result = Messages.historyName));
        table.addDisposeListener(event -> thumbnails.dispose());
    }

    Table control() {
        return table;
    }

    /** Shows other entries; those that stay selected are kept so. */
    void setEntries(List<PictureEntry> changed) {
        List<PictureEntry> selected = selection();
        entries = List.copyOf(changed);
        thumbnails.retain(entries);
        table.setItemCount(entries.size());
        table.clearAll();
        select(selected);
    }

    List<PictureEntry> entries() {
        return entries;
    }

    /** Oldest first. */
    List<PictureEntry> selection() {
        List<PictureEntry> selected = new ArrayList<>();
        for (int index : table.getSelectionIndices()) {
            selected.add(entries.get(index));
        }
        return selected.reversed();
    }

    void select(Collection<PictureEntry> selected) {
        int[] indices = selected.stream().mapToInt(entries::indexOf).filter(index -> index >= 0).toArray();
        table.deselectAll();
        if (indices.length > 0) {
            table.setSelection(indices);
        }
    }

    private void fill(TableItem item) {
        int index = table.indexOf(item);
        if (index < 0 || index >= entries.size()) {
            // GTK asks for rows while it removes them.
            return;
        }
        PictureEntry entry = entries.get(index);
        item.setText(String.join(LINE, name(entry), entry.graph(), time(entry)));
        item.setImage(thumbnails.of(entry));
    }

    /** Has the row made anew; setting the image here would make a row without text that never gets any. */
    private void loaded(PictureEntry entry) {
        int index = entries.indexOf(entry);
        if (index >= 0) {
            table.clear(index);
        }
    }

    private void showTip(TableItem item) {
        int index = item == null ? -1 : table.indexOf(item);
        String tip = index < 0 || index >= entries.size() ? "" : entries.get(index).file().toString();
        if (!tip.equals(table.getToolTipText())) {
            table.setToolTipText(tip);
        }
    }

    /** What tells a picture from the others of its run: the node, or the file where a node's are looked at together. */
    static String name(PictureEntry entry) {
        String file = entry.file().getFileName().toString();
        return entry.together() && file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : entry.node();
    }

    /** When the run began: the time alone for today's. */
    static String time(PictureEntry entry) {
        var made = Instant.ofEpochMilli(entry.run()).atZone(ZoneId.systemDefault());
        boolean today = made.toLocalDate().equals(Instant.now().atZone(ZoneId.systemDefault()).toLocalDate());
        return made.format(today ? TIME : DAY_AND_TIME);
    }
}
