// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.pane;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.overview.VisiblePart;

/**
 * A canvas with what floats above it: a map and the zoom in a corner and, while nothing is on it, ways to begin in its
 * middle. Needs no workbench. Everything is freed when its control is disposed.
 */
public final class CanvasPane {

    private final Composite area;
    private final GraphCanvas canvas;

    /** @param ways to begin, beside adding a node; shown while the canvas is empty and may be edited */
    public CanvasPane(Composite parent, CanvasContext context, List<Beginning> ways) {
        area = new Composite(parent, SWT.NONE);
        area.setLayout(new FloatLayout());
        canvas = new GraphCanvas(area, context);
        List<Beginning> all = new ArrayList<>();
        all.add(new Beginning(Messages.addNode, Messages.addNodeHint,
                () -> canvas.search(new VisiblePart(canvas).middle())));
        all.addAll(ways);
        Composite corner = new ViewCorner(area, canvas).control();
        Composite begin = new EmptyCanvas(area, canvas, all).control();
        begin.moveAbove(null);
        corner.moveAbove(null);
    }

    public Composite control() {
        return area;
    }

    public GraphCanvas canvas() {
        return canvas;
    }
}
