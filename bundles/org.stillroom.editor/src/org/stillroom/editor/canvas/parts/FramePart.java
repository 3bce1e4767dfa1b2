// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Rectangle;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.editor.canvas.figures.FrameFigure;
import org.stillroom.graph.Layout.Frame;

/** A group behind nodes. */
public final class FramePart extends ItemPart {

    FramePart(PartContext context, FrameItem frame) {
        super(context, frame);
    }

    public String id() {
        return ((FrameItem) item()).id();
    }

    public Frame frame() {
        return context().graph().layout().frames().get(id());
    }

    @Override
    public FrameFigure getFigure() {
        return (FrameFigure) super.getFigure();
    }

    @Override
    public String description() {
        return context().described(item(),
                CanvasMessages.of(CanvasMessages.frame, frame() == null ? id() : frame().title()));
    }

    @Override
    public void showSelected(boolean selected, boolean focused) {
        getFigure().setSelected(selected);
    }

    @Override
    protected IFigure createFigure() {
        return new FrameFigure(context().look());
    }

    @Override
    protected void refreshVisuals() {
        Frame frame = frame();
        if (frame != null) {
            getFigure().show(frame.title(), frame.color());
            getFigure().setConflict(context().inConflict(item()));
            getFigure().setBounds(new Rectangle(frame.x(), frame.y(), Math.max(frame.width(), 40),
                    Math.max(frame.height(), 40)));
        }
    }
}
