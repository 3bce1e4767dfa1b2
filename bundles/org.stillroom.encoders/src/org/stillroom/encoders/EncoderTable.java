// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CheckboxTableViewer;
import org.eclipse.jface.viewers.ICheckStateProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.events.KeyListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;

/** Encoders with what they need and whether they fit, to select one or to check several; a text filters by name. */
final class EncoderTable extends Composite {

    private static final int WIDTH = 1060;
    private static final int HEIGHT = 260;

    private final String current;
    private final List<EncoderRow> rows = new ArrayList<>();
    private final Set<String> checked = new LinkedHashSet<>();
    private final Text filter;
    private final TableViewer viewer;
    private String wanted;

    /**
     * @param checks whether several can be checked, else one selected
     * @param current name of the encoder that the node has now; selected or checked as soon as it is found
     * @param changed called when another one is selected or checked
     */
    EncoderTable(Composite parent, boolean checks, String current, Runnable changed) {
        super(parent, SWT.NONE);
        this.current = current;
        this.wanted = current;
        GridLayoutFactory.fillDefaults().applyTo(this);
        filter = new Text(this, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        filter.setMessage(Messages.EncoderTable_filter);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
        Composite frame = new Composite(this, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH, HEIGHT).applyTo(frame);
        Table table = new Table(frame, SWT.BORDER | SWT.FULL_SELECTION | SWT.SINGLE | (checks ? SWT.CHECK : SWT.NONE));
        table.setHeaderVisible(true);
        table.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                if (event.childID == ACC.CHILDID_SELF) {
                    event.result = Messages.EncoderTable_name;
                }
            }
        });
        viewer = checks ? checkboxes(table, changed) : new TableViewer(table);
        new EncoderColumns(viewer).create(frame, this);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        viewer.addFilter(new EncoderNames(filter));
        viewer.setInput(rows);
        viewer.addSelectionChangedListener(event -> changed.run());
        filter.addModifyListener(event -> filtered(changed));
        filter.addKeyListener(KeyListener.keyPressedAdapter(event -> {
            if (event.keyCode == SWT.ARROW_DOWN) {
                table.setFocus();
            }
        }));
    }

    TableViewer viewer() {
        return viewer;
    }

    Text filter() {
        return filter;
    }

    List<EncoderRow> rows() {
        return List.copyOf(rows);
    }

    Optional<EncoderRow> selected() {
        return Optional.ofNullable((EncoderRow) viewer.getStructuredSelection().getFirstElement());
    }

    /** Those that are checked, in the order in which they were. */
    List<EncoderRow> checked() {
        return checked.stream().map(this::row).flatMap(Optional::stream).toList();
    }

    Optional<EncoderRow> row(String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /**
     * Forgets all rows before another search.
     *
     * @param select name of what to select when it is found
     */
    void clear(String select) {
        wanted = select;
        rows.clear();
        viewer.refresh();
    }

    void add(EncoderRow row) {
        rows.add(row);
        if (row.name().equals(current) && checks() && row.usable()) {
            checked.add(current);
        }
        viewer.add(row);
        if (row.name().equals(wanted)) {
            select(row);
        }
    }

    void select(EncoderRow row) {
        viewer.setSelection(new StructuredSelection(row), true);
    }

    void check(EncoderRow row, boolean state) {
        if (state) {
            checked.add(row.name());
        } else {
            checked.remove(row.name());
        }
        viewer.update(row, null);
    }

    boolean isCurrent(EncoderRow row) {
        return row.name().equals(current);
    }

    private boolean checks() {
        return viewer instanceof CheckboxTableViewer;
    }

    private TableViewer checkboxes(Table table, Runnable changed) {
        CheckboxTableViewer boxes = new CheckboxTableViewer(table);
        boxes.setCheckStateProvider(new ICheckStateProvider() {
            @Override
            public boolean isChecked(Object element) {
                return checked.contains(((EncoderRow) element).name());
            }

            @Override
            public boolean isGrayed(Object element) {
                return !((EncoderRow) element).usable();
            }
        });
        boxes.addCheckStateListener(event -> {
            EncoderRow row = (EncoderRow) event.getElement();
            check(row, event.getChecked() && row.usable());
            changed.run();
        });
        return boxes;
    }

    /** So that Enter takes what was typed: selects the first match where nothing is selected any more. */
    private void filtered(Runnable changed) {
        viewer.refresh();
        if (viewer.getStructuredSelection().isEmpty() && viewer.getElementAt(0) != null) {
            viewer.setSelection(new StructuredSelection(viewer.getElementAt(0)), true);
        }
        changed.run();
    }
}
