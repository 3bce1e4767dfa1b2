// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import java.beans.PropertyChangeEvent;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.RangeModel;
import org.eclipse.draw2d.Viewport;
import org.eclipse.draw2d.geometry.PrecisionPoint;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.editparts.ZoomManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.GestureEvent;
import org.eclipse.swt.widgets.Event;
import org.stillroom.edit.Bounds;
import org.stillroom.editor.canvas.parts.Drawn;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.editor.canvas.tools.DirectEditing;
import org.stillroom.graph.Layout.Point;

/** Which part of the canvas is seen, and how large. */
public final class CanvasView {

    private static final double[] LEVELS = {0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2,
        2.5, 3, 4};
    private static final double LEAST = 0.005;
    private static final double WHEEL_STEP = 1.15;
    private static final int MARGIN = 40;
    private static final int WHEEL_PIXELS = 40;
    private static final Runnable NOTHING = () -> { };

    private final GraphicalViewer viewer;
    private final FigureCanvas canvas;
    private final ZoomManager zoom;
    private final double natural;
    private final DirectEditing editing;
    private final BooleanSupplier wheelZooms;
    private double gestureStart = 1;
    private Runnable fitted = NOTHING;
    private org.eclipse.swt.graphics.Point fittedTo;
    private boolean fitting;

    CanvasView(GraphicalViewer viewer, ZoomManager zoom, Look look, DirectEditing editing,
            BooleanSupplier wheelZooms) {
        this.viewer = viewer;
        this.canvas = (FigureCanvas) viewer.getControl();
        this.zoom = zoom;
        this.natural = look.natural();
        this.editing = editing;
        this.wheelZooms = wheelZooms;
        // bars that float over the canvas would make GEF lay out and paint all of it at each change
        canvas.setScrollbarsMode(SWT.NONE);
        zoom.setZoomLevels(LEVELS);
        zoom.addZoomListener(now -> {
            editing.commit();
            look.setScale(now);
            moved();
        });
        canvas.getViewport().getHorizontalRangeModel().addPropertyChangeListener(this::scrolled);
        canvas.getViewport().getVerticalRangeModel().addPropertyChangeListener(this::scrolled);
        canvas.addListener(SWT.Resize, event -> refit());
        zoom.setZoom(natural);
        canvas.addListener(SWT.MouseVerticalWheel, event -> wheel(event, true));
        canvas.addListener(SWT.MouseHorizontalWheel, event -> wheel(event, false));
        canvas.addGestureListener(this::gesture);
    }

    public ZoomManager zoom() {
        return zoom;
    }

    /** @param inControl in pixels of the control */
    public Point toCanvas(org.eclipse.swt.graphics.Point inControl) {
        PrecisionPoint place = new PrecisionPoint(inControl.x, inControl.y);
        ((GraphicalEditPart) viewer.getContents()).getFigure().translateToRelative(place);
        return new Point(place.x, place.y);
    }

    /** Where a place of the canvas is in the control. */
    public org.eclipse.swt.graphics.Point toControl(Point place) {
        PrecisionPoint point = new PrecisionPoint(place.x(), place.y());
        ((GraphicalEditPart) viewer.getContents()).getFigure().translateToAbsolute(point);
        return new org.eclipse.swt.graphics.Point(point.x, point.y);
    }

    /**
     * Changes the zoom so that a place stays where it is.
     *
     * @param level 1 for 100 %; kept within what is allowed
     * @param inControl the place, in pixels of the control
     */
    public void zoomAbout(double level, org.eclipse.swt.graphics.Point inControl) {
        double wanted = Math.clamp(level, zoom.getMinZoom(), zoom.getMaxZoom());
        double factor = wanted / zoom.getZoom();
        if (factor == 1) {
            return;
        }
        Viewport viewport = canvas.getViewport();
        org.eclipse.draw2d.geometry.Point corner = viewport.getViewLocation();
        double x = (corner.x + inControl.x) * factor - inControl.x;
        double y = (corner.y + inControl.y) * factor - inControl.y;
        zoom.setZoom(wanted);
        viewport.setViewLocation((int) Math.round(x), (int) Math.round(y));
    }

    /** The zoom at which texts are as large as those of other windows; 1 where the screen shows those at 100 %. */
    public double natural() {
        return natural;
    }

    /** Shows everything, no larger than is natural. */
    public void fit() {
        keepFitted(this::fit, () -> show(viewer.getContents().getChildren()));
    }

    /** Shows what is selected, or everything where nothing is. */
    public void fitSelection() {
        Collection<?> selected = viewer.getSelectedEditParts();
        boolean nothing = selected.isEmpty() || selected.contains(viewer.getContents());
        show(nothing ? viewer.getContents().getChildren() : selected);
    }

    /**
     * Shows everything or, where that would be too small, where it begins: what lies furthest to the left.
     *
     * @param smallest zoom at which it can still be read
     */
    public void fitOrBegin(double smallest) {
        keepFitted(() -> fitOrBegin(smallest), () -> showOrBegin(smallest));
    }

    private void showOrBegin(double smallest) {
        show(viewer.getContents().getChildren());
        List<Bounds> items = bounds(viewer.getContents().getChildren());
        if (items.isEmpty() || zoom.getZoom() >= smallest) {
            return;
        }
        zoom.setZoom(smallest);
        viewer.flush();
        Bounds all = Bounds.around(items).grown(MARGIN);
        Bounds first = items.stream().min(Comparator.comparingInt(Bounds::x).thenComparingInt(Bounds::y)).orElseThrow();
        org.eclipse.swt.graphics.Rectangle room = canvas.getClientArea();
        int across = (int) Math.round(room.width / smallest);
        int down = (int) Math.round(room.height / smallest);
        int left = all.width() <= across ? all.x() - (across - all.width()) / 2 : all.x();
        int top = all.height() <= down ? all.y() - (down - all.height()) / 2
                : Math.clamp(first.y() - down / 3, all.y(), all.bottom() - down);
        canvas.getViewport().setViewLocation((int) Math.round(left * smallest), (int) Math.round(top * smallest));
    }

    /**
     * Fits, and again whenever the canvas gets another size, until somebody zooms or scrolls: a view that opens beside
     * it must not cut off what was seen.
     */
    private void keepFitted(Runnable again, Runnable fit) {
        fitting = true;
        try {
            fit.run();
        } finally {
            fitting = false;
        }
        fitted = again;
        fittedTo = canvas.getSize();
    }

    private void scrolled(PropertyChangeEvent change) {
        if (change.getPropertyName().equals(RangeModel.PROPERTY_VALUE)) {
            moved();
        }
    }

    private void moved() {
        // what is seen also moves where the canvas itself gets smaller
        if (!fitting && canvas.getSize().equals(fittedTo)) {
            fitted = NOTHING;
        }
    }

    private void refit() {
        if (fitted != NOTHING && !canvas.getSize().equals(fittedTo)) {
            canvas.getDisplay().asyncExec(() -> {
                // zooming takes what is being typed, which nobody has finished
                if (!canvas.isDisposed() && !editing.active() && !canvas.getSize().equals(fittedTo)) {
                    fitted.run();
                }
            });
        }
    }

    private void show(Collection<?> parts) {
        if (parts.isEmpty()) {
            return;
        }
        viewer.flush();
        Bounds all = Bounds.around(bounds(parts)).grown(MARGIN);
        org.eclipse.swt.graphics.Rectangle room = canvas.getClientArea();
        double level = Math.min(natural,
                Math.min((double) room.width / all.width(), (double) room.height / all.height()));
        allow(level);
        zoom.setZoom(Math.clamp(level, zoom.getMinZoom(), zoom.getMaxZoom()));
        // the viewport must know how large all is at this zoom before it can be scrolled there
        viewer.flush();
        double now = zoom.getZoom();
        canvas.getViewport().setViewLocation(
                (int) Math.round((all.x() + all.width() / 2.0) * now - room.width / 2.0),
                (int) Math.round((all.y() + all.height() / 2.0) * now - room.height / 2.0));
    }

    /** A graph that is too large for the smallest zoom may be shown still smaller, down to where all of it is seen. */
    private void allow(double level) {
        double[] levels = LEVELS.clone();
        levels[0] = Math.clamp(level, LEAST, LEVELS[0]);
        zoom.setZoomLevels(levels);
    }

    private static List<Bounds> bounds(Collection<?> parts) {
        return parts.stream().map(GraphicalEditPart.class::cast).map(Drawn::bounds).toList();
    }

    /** With Ctrl it zooms, or the other way round where that is wanted; with Shift it goes across. */
    private void wheel(Event event, boolean vertical) {
        boolean ctrl = (event.stateMask & SWT.MOD1) != 0;
        boolean plain = vertical && !ctrl && (event.stateMask & SWT.SHIFT) == 0;
        if (wheelZooms.getAsBoolean() ? plain : ctrl) {
            zoomAbout(zoom.getZoom() * Math.pow(WHEEL_STEP, Math.signum(event.count)),
                    new org.eclipse.swt.graphics.Point(event.x, event.y));
        } else {
            boolean across = !vertical || (event.stateMask & SWT.SHIFT) != 0;
            org.eclipse.draw2d.geometry.Point corner = canvas.getViewport().getViewLocation();
            int by = -event.count * WHEEL_PIXELS / 3;
            canvas.scrollTo(corner.x + (across ? by : 0), corner.y + (across ? 0 : by));
        }
        event.doit = false;
    }

    private void gesture(GestureEvent event) {
        if (event.detail == SWT.GESTURE_BEGIN) {
            gestureStart = zoom.getZoom();
        } else if (event.detail == SWT.GESTURE_MAGNIFY) {
            zoomAbout(gestureStart * event.magnification, new org.eclipse.swt.graphics.Point(event.x, event.y));
        }
    }
}
