// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.eclipse.draw2d.AnchorListener;
import org.eclipse.draw2d.ConnectionAnchor;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Point;

/**
 * Where a wire meets its port. Told by the port when it has moved; it does not listen to all figures around it, as
 * thousands of wires would then be laid anew whenever the canvas scrolls or grows.
 */
public final class PortAnchor implements ConnectionAnchor {

    private final IFigure port;
    private final Supplier<Point> center;
    private final List<AnchorListener> listeners = new CopyOnWriteArrayList<>();

    /** @param center of the port, in the coordinates of the canvas */
    PortAnchor(IFigure port, Supplier<Point> center) {
        this.port = port;
        this.center = center;
    }

    /** In the coordinates of the canvas. */
    public Point place() {
        return center.get();
    }

    @Override
    public Point getLocation(Point reference) {
        Point absolute = center.get();
        port.translateToAbsolute(absolute);
        return absolute;
    }

    @Override
    public Point getReferencePoint() {
        return getLocation(null);
    }

    @Override
    public IFigure getOwner() {
        return port;
    }

    @Override
    public void addAnchorListener(AnchorListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeAnchorListener(AnchorListener listener) {
        listeners.remove(listener);
    }

    void moved() {
        listeners.forEach(listener -> listener.anchorMoved(this));
    }
}
