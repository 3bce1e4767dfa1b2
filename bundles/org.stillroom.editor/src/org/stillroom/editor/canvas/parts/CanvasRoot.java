// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import org.eclipse.core.runtime.Platform;
import org.eclipse.draw2d.ConnectionLayer;
import org.eclipse.draw2d.FreeformLayer;
import org.eclipse.draw2d.FreeformLayeredPane;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.LayeredPane;
import org.eclipse.draw2d.ScalableFreeformLayeredPane;
import org.eclipse.gef.AutoexposeHelper;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.Request;
import org.eclipse.gef.editparts.GridLayer;
import org.eclipse.gef.editparts.ScalableFreeformRootEditPart;
import org.eclipse.swt.SWT;
import org.stillroom.editor.canvas.figures.DotGrid;
import org.stillroom.editor.canvas.theme.Look;

/** The layers of the canvas, from below: grid, frames, wires, nodes and notes, feedback. */
public final class CanvasRoot extends ScalableFreeformRootEditPart {

    /** Layer of what is drawn behind wires. */
    public static final String FRAMES = "frames";

    public CanvasRoot(Look look) {
        // the layers are made before there is a look
        ((DotGrid) getLayer(GRID_LAYER)).setLook(look);
    }

    /** Where there is nothing, there is the canvas. */
    @Override
    public DragTracker getDragTracker(Request request) {
        return getContents().getDragTracker(request);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Object getAdapter(Class key) {
        return key == AutoexposeHelper.class || Platform.isRunning()
                ? super.getAdapter(key) : null;
    }

    @Override
    protected GridLayer createGridLayer() {
        return new DotGrid();
    }

    @Override
    protected ScalableFreeformLayeredPane createScaledLayers() {
        ScaledPane pane = new ScaledPane();
        pane.add(createGridLayer(), GRID_LAYER, -1);
        pane.add(getPrintableLayers(), PRINTABLE_LAYERS, -1);
        FreeformLayer feedback = new FreeformLayer();
        feedback.setEnabled(false);
        pane.add(feedback, SCALED_FEEDBACK_LAYER, -1);
        return pane;
    }

    @Override
    protected LayeredPane createPrintableLayers() {
        FreeformLayeredPane layers = new FreeformLayeredPane();
        layers.add(new FreeformLayer(), FRAMES, -1);
        layers.add(new ConnectionLayer(), CONNECTION_LAYER, -1);
        layers.add(new FreeformLayer(), PRIMARY_LAYER, -1);
        return layers;
    }

    /**
     * Scales by the drawing system itself, so that curves and texts stay smooth and in proportion at every zoom. What
     * it extends would round every coordinate and take the nearest whole font size.
     */
    private static final class ScaledPane extends ScalableFreeformLayeredPane {

        @Override
        protected void paintClientArea(Graphics graphics) {
            if (getChildren().isEmpty()) {
                return;
            }
            graphics.pushState();
            // also keeps the drawing system from leaving its advanced mode below, which would lose the scale
            graphics.setAntialias(SWT.ON);
            if (getScale() != 1) {
                graphics.scale(getScale());
            }
            // what each child goes back to
            graphics.pushState();
            paintChildren(graphics);
            graphics.popState();
            graphics.popState();
        }
    }
}
