// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.LayerConstants;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.stillroom.editor.canvas.figures.MarqueeFigure;
import org.stillroom.editor.canvas.parts.Drawn;
import org.stillroom.editor.canvas.parts.FramePart;
import org.stillroom.editor.canvas.parts.PartContext;
import org.stillroom.graph.Layout;

/**
 * Selects what a rectangle touches, frames only where they are wholly inside; with Shift or Ctrl in addition to what is
 * selected. A double click asks for a node.
 */
final class MarqueeTracker extends CanvasTracker {

    private MarqueeFigure marquee;
    private final Set<EditPart> before = new LinkedHashSet<>();
    private List<EditPart> selected = List.of();

    MarqueeTracker(PartContext context) {
        super(context);
    }

    @Override
    void begun() {
        marquee = new MarqueeFigure(context().look());
        layer(getCurrentViewer(), LayerConstants.SCALED_FEEDBACK_LAYER).add(marquee);
        if (adding()) {
            for (Object part : getCurrentViewer().getSelectedEditParts()) {
                before.add((EditPart) part);
            }
        }
    }

    @Override
    void dragged() {
        if (marquee == null) {
            return;
        }
        Point now = place();
        Rectangle area = new Rectangle(start(), now);
        marquee.setBounds(area);
        List<EditPart> touched = new ArrayList<>(before);
        for (Object child : graph().getChildren()) {
            GraphicalEditPart part = (GraphicalEditPart) child;
            Rectangle drawn = Drawn.area(part.getFigure());
            boolean inside = part instanceof FramePart ? area.contains(drawn.getTopLeft())
                    && area.contains(drawn.getBottomRight()) : area.intersects(drawn);
            if (inside && !before.contains(part)) {
                touched.add(part);
            }
        }
        if (!touched.equals(selected)) {
            selected = touched;
            getCurrentViewer().setSelection(new StructuredSelection(touched));
        }
    }

    @Override
    void dropped() {
        dragged();
    }

    @Override
    void clicked() {
        if (!adding()) {
            getCurrentViewer().deselectAll();
        }
    }

    @Override
    void cleanUp() {
        if (marquee != null) {
            marquee.getParent().remove(marquee);
            marquee = null;
        }
    }

    @Override
    protected boolean handleDoubleClick(int button) {
        if (button == 1 && context().editable()) {
            Point at = place();
            context().hooks().search(new Layout.Point(at.x, at.y));
        }
        return true;
    }

    private boolean adding() {
        return getCurrentInput().isShiftKeyDown() || getCurrentInput().isModKeyDown(SWT.MOD1);
    }
}
