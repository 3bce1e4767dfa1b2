// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import java.util.List;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Point;
import org.stillroom.edit.CanvasItem.RerouteItem;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.editor.canvas.figures.RerouteFigure;

/** A point that a wire passes through. */
public final class ReroutePart extends ItemPart {

    ReroutePart(PartContext context, RerouteItem reroute) {
        super(context, reroute);
    }

    public RerouteItem reroute() {
        return (RerouteItem) item();
    }

    @Override
    public RerouteFigure getFigure() {
        return (RerouteFigure) super.getFigure();
    }

    @Override
    public String description() {
        return CanvasMessages.of(CanvasMessages.reroute, reroute().index() + 1,
                ((WirePart) getParent()).description());
    }

    @Override
    public void showSelected(boolean selected, boolean focused) {
        getFigure().setSelected(selected);
    }

    @Override
    protected IFigure createFigure() {
        return new RerouteFigure(context().look());
    }

    @Override
    protected void refreshVisuals() {
        WirePart wire = (WirePart) getParent();
        List<Point> points = wire.between();
        if (reroute().index() < points.size()) {
            getFigure().show(points.get(reroute().index()), context().portColor(wire.item().from(), false));
        }
    }
}
