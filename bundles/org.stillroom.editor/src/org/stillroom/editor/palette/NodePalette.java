// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.palette;

import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSourceAdapter;
import org.eclipse.swt.dnd.DragSourceEvent;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.stillroom.editor.canvas.theme.IconFiles;
import org.stillroom.editor.canvas.theme.Icons;
import org.stillroom.editor.overview.FilterKeys;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;

/**
 * All node types by category, with a filter. One is added by Enter or a double-click, or by dragging it to a canvas
 * with a {@link PaletteDrop}.
 */
public final class NodePalette {

    private final NodeCatalog catalog;
    private final Composite control;
    private final Text filter;
    private final TreeViewer tree;
    private final Icons icons;
    private final Supplier<List<String>> usual;
    private Consumer<NodeType> adder = type -> { };

    /** A palette on a plain class path. */
    public NodePalette(Composite parent, NodeCatalog catalog) {
        this(parent, catalog, IconFiles::onClassPath, List::of);
    }

    /**
     * @param iconFiles finds the file of a type's icon
     * @param usual ids of the types that people use most, which a filter finds first
     */
    public NodePalette(Composite parent, NodeCatalog catalog, Function<NodeType, Optional<URL>> iconFiles,
            Supplier<List<String>> usual) {
        this.catalog = catalog;
        this.usual = usual;
        control = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(control);
        filter = new Text(control, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        filter.setMessage(Messages.filter);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
        icons = new Icons(control.getDisplay(), iconFiles);
        tree = new TreeViewer(control, SWT.SINGLE | SWT.V_SCROLL | SWT.H_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 300).applyTo(tree.getControl());
        tree.setContentProvider(new PaletteTree());
        tree.setLabelProvider(new PaletteLabels(icons, tree.getControl()));
        ColumnViewerToolTipSupport.enableFor(tree);
        control.addListener(SWT.Dispose, event -> icons.dispose());
        listen();
        name(filter, Messages.accessibleName);
        name(tree.getControl(), Messages.accessibleTree);
        show();
    }

    /** Told which type to add, when a person presses Enter or double-clicks. */
    public void onAdd(Consumer<NodeType> added) {
        adder = added;
    }

    public Control control() {
        return control;
    }

    public void setFocus() {
        filter.setFocus();
    }

    private void listen() {
        filter.addListener(SWT.Modify, event -> show());
        FilterKeys.install(filter, tree.getControl());
        filter.addListener(SWT.DefaultSelection, event -> {
            // Also sent where the cross in the field is pressed.
            if (event.detail == 0) {
                addSelected();
            }
        });
        tree.addDoubleClickListener(event -> {
            Object element = ((IStructuredSelection) event.getSelection()).getFirstElement();
            if (element instanceof PaletteContent.Category) {
                tree.setExpandedState(element, !tree.getExpandedState(element));
            } else {
                addSelected();
            }
        });
        tree.addDragSupport(DND.DROP_COPY, new Transfer[] {TextTransfer.getInstance()}, new DragSourceAdapter() {
            @Override
            public void dragStart(DragSourceEvent event) {
                event.doit = selected().isPresent();
            }

            @Override
            public void dragSetData(DragSourceEvent event) {
                event.data = selected().map(DraggedType::text).orElse("");
            }
        });
    }

    private void show() {
        String text = filter.getText();
        List<PaletteContent.Category> content = PaletteContent.of(catalog, text, usual.get());
        Tree widget = tree.getTree();
        widget.setRedraw(false);
        try {
            tree.setInput(content);
            tree.expandAll();
            if (!text.isBlank()) {
                first(content).ifPresent(type -> tree.setSelection(new StructuredSelection(type), true));
            }
        } finally {
            widget.setRedraw(true);
        }
    }

    private static Optional<NodeType> first(List<PaletteContent.Category> categories) {
        for (PaletteContent.Category category : categories) {
            Optional<NodeType> found = category.types().stream().findFirst()
                    .or(() -> first(category.categories()));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<NodeType> selected() {
        return tree.getStructuredSelection().getFirstElement() instanceof NodeType type ? Optional.of(type)
                : Optional.empty();
    }

    private void addSelected() {
        selected().ifPresent(adder);
    }

    private static void name(Control control, String name) {
        control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                if (event.childID < 0) {
                    event.result = name;
                }
            }
        });
    }
}
