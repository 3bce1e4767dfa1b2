// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.Path;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.layout.Curve;
import org.stillroom.edit.layout.Curve.Cubic;
import org.stillroom.graph.Layout;

/** The ways of wires in the terms of what draws them. */
final class Curves {

    private Curves() {}

    static Layout.Point point(Point place) {
        return new Layout.Point(place.x, place.y);
    }

    static Bounds bounds(Rectangle area) {
        return new Bounds(area.x, area.y, area.width, area.height);
    }

    /** The curve as straight pieces. */
    static PointList flat(Curve curve) {
        return new PointList(curve.flat());
    }

    /** To be disposed. */
    static Path path(Curve curve, Device device) {
        Path path = new Path(device);
        Cubic first = curve.cubics().getFirst();
        path.moveTo((float) first.x0(), (float) first.y0());
        for (Cubic c : curve.cubics()) {
            path.cubicTo((float) c.x1(), (float) c.y1(), (float) c.x2(), (float) c.y2(), (float) c.x3(),
                    (float) c.y3());
        }
        return path;
    }
}
