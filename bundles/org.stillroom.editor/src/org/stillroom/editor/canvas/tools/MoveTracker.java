// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.List;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.RequestConstants;
import org.eclipse.gef.requests.SelectionRequest;
import org.eclipse.swt.SWT;
import org.stillroom.edit.Edit;
import org.stillroom.edit.NodeEdits;
import org.stillroom.editor.canvas.figures.Guides;
import org.stillroom.editor.canvas.parts.FramePart;
import org.stillroom.editor.canvas.parts.PartContext;
import org.stillroom.editor.canvas.parts.WirePart;
import org.stillroom.graph.Wire;

/**
 * Selects by a click and moves what is selected by a drag; figures follow the pointer at once. A node without wires
 * that is dropped on a wire is put into it. Alt moves freely, without snapping.
 */
class MoveTracker extends CanvasTracker {

    private final GraphicalEditPart source;
    private Moving moving;
    private Guides guides;
    private WirePart into;
    private boolean selectedNow;

    MoveTracker(PartContext context, GraphicalEditPart source) {
        super(context);
        this.source = source;
    }

    @Override
    protected boolean handleButtonDown(int button) {
        selectedNow = source.getSelected() == EditPart.SELECTED_NONE;
        if ((button == 1 || button == 3) && selectedNow) {
            select();
        }
        if (button == 1 && !(source instanceof FramePart)) {
            raise(source.getFigure());
        }
        return super.handleButtonDown(button);
    }

    @Override
    void clicked() {
        if (!selectedNow) {
            select();
        }
    }

    @Override
    protected boolean handleDoubleClick(int button) {
        if (button == 1) {
            SelectionRequest open = new SelectionRequest();
            open.setType(RequestConstants.REQ_OPEN);
            open.setLocation(getLocation());
            source.performRequest(open);
        }
        return true;
    }

    @Override
    void begun() {
        if (context().editable()) {
            moving = new Moving(context(), graph());
            guides = new Guides(context().look());
            scaledFeedback().add(guides);
        }
    }

    @Override
    void dragged() {
        if (moving == null) {
            return;
        }
        Point now = place();
        Snap.Result to = getCurrentInput().isAltKeyDown()
                ? new Snap.Result(now.x - start().x, now.y - start().y, List.of())
                : moving.snap().by(now.x - start().x, now.y - start().y);
        moving.to(to.dx(), to.dy());
        guides.show(to.guides());
        insertInto(moving.wireBelow(now));
    }

    @Override
    void dropped() {
        if (moving != null) {
            Edit edit = moving.edit();
            if (into != null) {
                Wire wire = new Wire(into.item().from(), into.item().to());
                edit = new Edit(NodeEdits.insertExisting(context().canvas().catalog(), moving.single(), wire).label(),
                        edit.then(NodeEdits.insertExisting(context().canvas().catalog(), moving.single(), wire))
                                .change());
            }
            Moving done = moving;
            moving = null;
            done.settle();
            context().execute(edit);
        }
    }

    @Override
    void cleanUp() {
        insertInto(null);
        if (guides != null) {
            guides.getParent().remove(guides);
            guides = null;
        }
        if (moving != null) {
            moving.to(0, 0);
            moving = null;
        }
    }

    /** Above what overlaps it. */
    private static void raise(IFigure figure) {
        IFigure layer = figure.getParent();
        if (layer.getChildren().indexOf(figure) < layer.getChildren().size() - 1) {
            layer.remove(figure);
            layer.add(figure);
        }
    }

    private void insertInto(WirePart wire) {
        if (into != wire) {
            if (into != null) {
                into.showInserting(false);
            }
            into = wire;
            if (wire != null) {
                wire.showInserting(true);
            }
        }
    }

    private void select() {
        if (getCurrentInput().isModKeyDown(SWT.MOD1)) {
            if (source.getSelected() == EditPart.SELECTED_NONE) {
                getCurrentViewer().appendSelection(source);
            } else {
                getCurrentViewer().deselect(source);
            }
        } else if (getCurrentInput().isShiftKeyDown()) {
            getCurrentViewer().appendSelection(source);
        } else {
            getCurrentViewer().select(source);
        }
    }
}
