// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.LightweightSystem;
import org.eclipse.gef.EditDomain;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.LayerConstants;
import org.eclipse.gef.editparts.LayerManager;
import org.eclipse.gef.editparts.ZoomManager;
import org.eclipse.gef.ui.parts.ScrollingGraphicalViewer;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.CanvasItem.Whole;
import org.stillroom.editor.canvas.access.CanvasAccess;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.canvas.context.CanvasHooks;
import org.stillroom.editor.canvas.context.Snapping;
import org.stillroom.editor.canvas.letters.LetterSystem;
import org.stillroom.editor.canvas.letters.Letters;
import org.stillroom.editor.canvas.parts.CanvasRoot;
import org.stillroom.editor.canvas.parts.Described;
import org.stillroom.editor.canvas.parts.GraphPart;
import org.stillroom.editor.canvas.parts.ItemPart;
import org.stillroom.editor.canvas.parts.NodePart;
import org.stillroom.editor.canvas.parts.PartContext;
import org.stillroom.editor.canvas.parts.PartFactory;
import org.stillroom.editor.canvas.theme.Icons;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.editor.canvas.tools.CanvasKeyHandler;
import org.stillroom.editor.canvas.tools.CanvasTool;
import org.stillroom.editor.canvas.tools.DirectEditing;
import org.stillroom.editor.canvas.tools.PartGestures;
import org.stillroom.editor.canvas.tools.Walk;
import org.stillroom.graph.Layout.Point;

/**
 * A graph as a canvas in any composite. Needs no workbench. Everything is freed when its control is disposed.
 */
public final class GraphCanvas {

    private final CanvasContext context;
    private final GraphicalViewer viewer;
    private final EditDomain domain = new EditDomain();
    private final DirectEditing editing = new DirectEditing();
    private final CanvasHooks hooks = new CanvasHooks();
    private final Snapping snapping = new Snapping();
    private final Look look;
    private final List<Runnable> themeListeners = new ArrayList<>();
    private final CanvasTool tool;
    private final CanvasView view;
    private final Walk walk;

    /** The theme goes with the background of the parent, also when that changes. */
    public GraphCanvas(Composite parent, CanvasContext context) {
        this(parent, context, Theme.of(parent.getBackground()));
        control().addListener(SWT.Paint, event -> follow(Theme.of(parent.getBackground())));
    }

    public GraphCanvas(Composite parent, CanvasContext context, Theme theme) {
        this.context = context;
        look = new Look(parent.getDisplay(), theme, new Icons(parent.getDisplay(), context.host()::icon));
        Letters letters = new Letters(parent.getDisplay(), look.fonts());
        viewer = viewer(letters);
        PartContext parts = new PartContext(context, look, new PartGestures(editing), hooks, snapping);
        viewer.createControl(parent);
        // a workbench's own theme would paint it in the colour of its other windows, against which nodes are not seen
        viewer.getControl().setData("org.eclipse.e4.ui.css.disabled", true);
        viewer.getControl().setBackground(theme.canvas());
        domain.setCommandStack(context.commands());
        tool = new CanvasTool(parts, editing);
        domain.setDefaultTool(tool);
        domain.loadDefaultTool();
        domain.addViewer(viewer);
        CanvasRoot root = new CanvasRoot(look);
        viewer.setRootEditPart(root);
        viewer.setEditPartFactory(new PartFactory(parts));
        walk = new Walk(parts, viewer, new CanvasAccess(viewer, context)::focused);
        viewer.setKeyHandler(new CanvasKeyHandler(parts, editing, viewer, walk));
        editing.attach(viewer);
        view = new CanvasView(viewer, root.getZoomManager(), look, editing, context.host()::wheelZooms);
        setGridVisible(true);
        viewer.setContents(new Whole());
        viewer.getControl().addDisposeListener(event -> {
            letters.dispose();
            look.dispose();
        });
    }

    private static GraphicalViewer viewer(Letters letters) {
        return new ScrollingGraphicalViewer() {

            @Override
            protected LightweightSystem createLightweightSystem() {
                return new LetterSystem(letters);
            }
        };
    }

    public GraphicalViewer viewer() {
        return viewer;
    }

    public Control control() {
        return viewer.getControl();
    }

    public CanvasContext context() {
        return context;
    }

    public ZoomManager zoom() {
        return view.zoom();
    }

    /** What is shown of the canvas: fitting, panning, zooming about a place. */
    public CanvasView view() {
        return view;
    }

    /** Goes about and draws wires without a mouse. */
    public Walk walk() {
        return walk;
    }

    public Snapping snapping() {
        return snapping;
    }

    /** What is selected, in the order of selection; never the whole graph. */
    public Set<CanvasItem> selection() {
        Set<CanvasItem> items = new LinkedHashSet<>();
        for (Object part : viewer.getSelectedEditParts()) {
            if (part instanceof Described described && !(part instanceof GraphPart)) {
                items.add(described.item());
            }
        }
        return items;
    }

    /** Selects these items and no others; what is not there is left out. */
    public void select(Collection<? extends CanvasItem> items) {
        List<EditPart> parts = new ArrayList<>();
        items.forEach(item -> graph().part(item).ifPresent(parts::add));
        viewer.setSelection(new StructuredSelection(parts));
    }

    /** Scrolls until the item is seen. */
    public void reveal(CanvasItem item) {
        graph().part(item).ifPresent(viewer::reveal);
    }

    /** Where an item is drawn, on the canvas; of size 0 if it is not. */
    public Bounds bounds(CanvasItem item) {
        return graph().bounds(item);
    }

    /** @param inControl in pixels of the control */
    public Point toCanvas(org.eclipse.swt.graphics.Point inControl) {
        return view.toCanvas(inControl);
    }

    /** Where a place of the canvas is in the control. */
    public org.eclipse.swt.graphics.Point toControl(Point place) {
        return view.toControl(place);
    }

    /** Opens the editor of an inline parameter on its node. */
    public void startDirectEdit(String node, String parameter) {
        graph().node(node).ifPresent(part -> editing.editParameter(part, parameter));
    }

    /** Opens the editor of a frame's title, a note's text or a node's first inline parameter. */
    public void startDirectEdit(CanvasItem item) {
        graph().part(item).ifPresent(editing::edit);
    }

    /** Opens the editor of a node's name, a frame's title or a note's text. */
    public void startRename(CanvasItem item) {
        graph().part(item).ifPresent(editing::rename);
    }

    /** Takes what is being typed on the canvas, where it is right; to be called before saving or running. */
    public void commitDirectEdit() {
        editing.commit();
    }

    /** @param listener told when a wire was dropped where there is nothing */
    public void onWireDropped(CanvasHooks.WireDropListener listener) {
        hooks.onWireDropped(listener);
    }

    /** @param listener told when a node is wanted: a double click on the canvas, or Space */
    public void onSearch(Consumer<Point> listener) {
        hooks.onSearch(listener);
    }

    /** Asks for a node, as a double click does. */
    public void search(Point at) {
        hooks.search(at);
    }

    /** Colours, fonts and icons of the canvas, for what is shown beside it. */
    public Look look() {
        return look;
    }

    public Theme theme() {
        return look.theme();
    }

    public void setTheme(Theme theme) {
        look.setTheme(theme);
        control().setBackground(theme.canvas());
        for (Object part : viewer.getEditPartRegistry().values()) {
            if (part instanceof ItemPart item) {
                item.restyle();
            }
        }
        ((GraphicalEditPart) viewer.getRootEditPart()).getFigure().repaint();
        themeListeners.forEach(Runnable::run);
    }

    /** @param listener told when the theme has changed */
    public void addThemeListener(Runnable listener) {
        themeListeners.add(listener);
    }

    public void removeThemeListener(Runnable listener) {
        themeListeners.remove(listener);
    }

    /** Takes another theme when what is being painted has been painted. */
    private void follow(Theme theme) {
        if (theme != theme()) {
            control().getDisplay().asyncExec(() -> {
                if (!control().isDisposed() && theme != theme()) {
                    setTheme(theme);
                }
            });
        }
    }

    public void setGridVisible(boolean visible) {
        layer(LayerConstants.GRID_LAYER).setVisible(visible);
    }

    /** Whether nothing is going on: no drag, no feedback, no open editor. */
    public boolean idle() {
        return domain.getActiveTool() == tool && tool.idle() && !editing.active()
                && layer(LayerConstants.SCALED_FEEDBACK_LAYER).getChildren().isEmpty()
                && layer(LayerConstants.FEEDBACK_LAYER).getChildren().isEmpty();
    }

    /** What a node shows, for tests and accessibility. */
    public Optional<NodePart> node(String id) {
        return graph().node(id);
    }

    /** The node whose sign of a problem is at a place, in pixels of the control. */
    public Optional<String> problemAt(org.eclipse.swt.graphics.Point inControl) {
        EditPart part = viewer.findObjectAt(new org.eclipse.draw2d.geometry.Point(inControl.x, inControl.y));
        return part instanceof NodePart node && node.getFigure().problemAt(inControl.x, inControl.y)
                ? Optional.of(node.id()) : Optional.empty();
    }

    public void dispose() {
        control().dispose();
    }

    private GraphPart graph() {
        return (GraphPart) viewer.getContents();
    }

    private IFigure layer(Object key) {
        return LayerManager.Helper.find(viewer.getRootEditPart()).getLayer(key);
    }
}
