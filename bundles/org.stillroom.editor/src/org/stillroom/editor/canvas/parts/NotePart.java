// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Rectangle;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.editor.canvas.figures.NoteFigure;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Layout.Note;

/** A text on the canvas. */
public final class NotePart extends ItemPart {

    /** Size of a note that has none. */
    private static final int WIDTH = 240;
    private static final int HEIGHT = 120;

    private String shown;

    NotePart(PartContext context, NoteItem note) {
        super(context, note);
    }

    public String id() {
        return ((NoteItem) item()).id();
    }

    public Note note() {
        return context().graph().layout().notes().get(id());
    }

    @Override
    public NoteFigure getFigure() {
        return (NoteFigure) super.getFigure();
    }

    @Override
    public String description() {
        return context().described(item(),
                CanvasMessages.of(CanvasMessages.note, note() == null ? id() : Ids.shorten(note().text())));
    }

    @Override
    public void showSelected(boolean selected, boolean focused) {
        getFigure().setSelected(selected);
    }

    @Override
    public void restyle() {
        getFigure().restyle();
    }

    @Override
    protected IFigure createFigure() {
        return new NoteFigure(context().look());
    }

    @Override
    protected void refreshVisuals() {
        Note note = note();
        if (note == null) {
            return;
        }
        if (!note.text().equals(shown)) {
            shown = note.text();
            getFigure().show(shown);
        }
        getFigure().setConflict(context().inConflict(item()));
        getFigure().setBounds(new Rectangle(note.x(), note.y(), note.width() > 0 ? note.width() : WIDTH,
                note.height() > 0 ? note.height() : HEIGHT));
    }
}
