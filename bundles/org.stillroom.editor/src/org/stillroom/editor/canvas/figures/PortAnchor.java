// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.draw2d.AnchorListener;
import org.eclipse.draw2d.ConnectionAnchor;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Point;

/**
 * Where a wire meets its port. Told by the port when it has moved; it does not listen to all figures around it, as
 * thousands of wires would then be laid anew whenever the canvas scrolls or grows.
 */
public final class PortAnchor implements ConnectionAnchor {

    private final PortFigure port;
    private final List<AnchorListener> listeners = new CopyOnWriteArrayList<>();

    PortAnchor(PortFigure port) {
        this.port = port;
    }

    /** In the coordinates of the canvas. */
    public Point place() {
        return port.center();
    }

    @Override
    public Point getLocation(Point reference) {
        Point absolute = port.center();
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
