// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.overview;

import java.beans.PropertyChangeListener;
import java.util.function.Consumer;
import org.eclipse.draw2d.Viewport;
import org.eclipse.gef.editparts.ZoomListener;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.graph.Layout.Point;

/**
 * A map of a canvas: shows all of the graph and which part is visible, and moves that part by mouse or arrow keys. It
 * lives no longer than the canvas.
 *
 * <p>draw2d's thumbnail would paint all figures again, scaled down, after each change of any of them; that takes too
 * long for thousands of nodes.
 */
public final class Overview {

    private static final double STEP = 0.25;
    private static final int DELAY = 80;

    private final GraphCanvas canvas;
    private final CanvasContext context;
    private final VisiblePart part;
    private final Viewport viewport;
    private final Canvas map;
    private final GraphDocument.Listener graphListener = (before, after) -> repaintSoon();
    private final Consumer<String> overlayListener = node -> repaintSoon();
    private final ZoomListener zoomListener = zoom -> showVisible();
    private final PropertyChangeListener scrollListener = change -> showVisible();
    private final Runnable themeListener = this::showVisible;
    private final Runnable repaint = this::repaint;
    private Runnable changed = () -> { };
    private MapPainter painter;
    private Image picture;
    private boolean repaintsSoon;
    private int grabX;
    private int grabY;
    private boolean dragging;

    public Overview(Composite parent, GraphCanvas canvas) {
        this.canvas = canvas;
        this.context = canvas.context();
        part = new VisiblePart(canvas);
        viewport = part.viewport();
        map = new Canvas(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        map.setToolTipText(Messages.tooltip);
        map.addListener(SWT.Paint, event -> paint(event.gc));
        map.addListener(SWT.Resize, event -> repaint());
        map.addListener(SWT.MouseDown, this::press);
        map.addListener(SWT.MouseMove, this::drag);
        map.addListener(SWT.MouseUp, event -> dragging = false);
        map.addListener(SWT.MouseWheel, event -> zoom(event.count > 0));
        map.addListener(SWT.KeyDown, this::key);
        map.addListener(SWT.Traverse, event -> event.doit = event.detail == SWT.TRAVERSE_TAB_NEXT
                || event.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        map.addListener(SWT.Dispose, event -> unhook());
        map.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = Messages.accessibleName;
            }
        });
        hook();
    }

    /** @param action done where the graph, what is seen of it, or its size on the screen has changed */
    public void onChange(Runnable action) {
        changed = action;
    }

    /** Whether all of the graph is seen on the canvas. */
    public boolean seesAll() {
        Bounds seen = part.bounds();
        return painter().all().map(all -> all.x() >= seen.x() && all.y() >= seen.y()
                && all.right() <= seen.right() && all.bottom() <= seen.bottom()).orElse(true);
    }

    public Control control() {
        return map;
    }

    private void hook() {
        context.document().addListener(graphListener);
        context.overlay().addListener(overlayListener);
        canvas.addThemeListener(themeListener);
        canvas.zoom().addZoomListener(zoomListener);
        viewport.getHorizontalRangeModel().addPropertyChangeListener(scrollListener);
        viewport.getVerticalRangeModel().addPropertyChangeListener(scrollListener);
    }

    private void unhook() {
        map.getDisplay().timerExec(-1, repaint);
        forget();
        context.document().removeListener(graphListener);
        context.overlay().removeListener(overlayListener);
        canvas.removeThemeListener(themeListener);
        canvas.zoom().removeZoomListener(zoomListener);
        viewport.getHorizontalRangeModel().removePropertyChangeListener(scrollListener);
        viewport.getVerticalRangeModel().removePropertyChangeListener(scrollListener);
    }

    private void showVisible() {
        if (!map.isDisposed()) {
            map.redraw();
            changed.run();
        }
    }

    /** The figures are laid out after the listeners were told, and a run changes many nodes at once. */
    private void repaintSoon() {
        if (!map.isDisposed() && !repaintsSoon) {
            repaintsSoon = true;
            map.getDisplay().timerExec(DELAY, repaint);
        }
    }

    private void repaint() {
        repaintsSoon = false;
        forget();
        showVisible();
    }

    private void forget() {
        if (picture != null) {
            picture.dispose();
            picture = null;
        }
        painter = null;
    }

    private MapPainter painter() {
        if (painter == null || painter.theme() != canvas.theme()) {
            forget();
            Rectangle area = map.getClientArea();
            painter = new MapPainter(canvas, context, canvas.theme(), area.width, area.height);
        }
        return painter;
    }

    /** The graph is painted once after each change; where it is scrolled to, each time. */
    private void paint(GC gc) {
        Rectangle area = map.getClientArea();
        if (area.isEmpty()) {
            return;
        }
        MapPainter current = painter();
        if (picture == null) {
            picture = new Image(map.getDisplay(), area.width, area.height);
            GC graph = new GC(picture);
            current.paint(graph);
            graph.dispose();
        }
        gc.drawImage(picture, 0, 0);
        current.paintVisible(gc, area, part.bounds());
    }

    private void press(Event event) {
        if (event.button != 1) {
            return;
        }
        map.setFocus();
        Bounds seen = part.bounds();
        Point at = painter().scale().toCanvas(event.x, event.y);
        dragging = true;
        if (seen.contains(at.x(), at.y())) {
            grabX = at.x() - seen.x() - seen.width() / 2;
            grabY = at.y() - seen.y() - seen.height() / 2;
        } else {
            grabX = 0;
            grabY = 0;
            part.center(at);
        }
    }

    private void drag(Event event) {
        if (dragging) {
            Point at = painter().scale().toCanvas(event.x, event.y);
            part.center(new Point(at.x() - grabX, at.y() - grabY));
        }
    }

    private void key(Event event) {
        Bounds seen = part.bounds();
        int dx = (int) (seen.width() * STEP);
        int dy = (int) (seen.height() * STEP);
        switch (event.keyCode) {
            case SWT.ARROW_LEFT -> pan(-dx, 0);
            case SWT.ARROW_RIGHT -> pan(dx, 0);
            case SWT.ARROW_UP -> pan(0, -dy);
            case SWT.ARROW_DOWN -> pan(0, dy);
            case '+', '=', SWT.KEYPAD_ADD -> zoom(true);
            case '-', SWT.KEYPAD_SUBTRACT -> zoom(false);
            default -> { }
        }
    }

    private void pan(int dx, int dy) {
        Point middle = part.middle();
        part.center(new Point(middle.x() + dx, middle.y() + dy));
    }

    private void zoom(boolean in) {
        if (in) {
            canvas.zoom().zoomIn();
        } else {
            canvas.zoom().zoomOut();
        }
    }
}
