// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.GraphicalViewer;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.edit.NodeEdits;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.editor.canvas.figures.ParameterFigure;
import org.stillroom.editor.canvas.parts.FramePart;
import org.stillroom.editor.canvas.parts.NodePart;
import org.stillroom.editor.canvas.parts.NotePart;
import org.stillroom.editor.canvas.parts.ParameterTexts;
import org.stillroom.editor.canvas.parts.PartContext;
import org.stillroom.editor.canvas.tools.SuggestionList.Suggestion;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.ParameterCheck;

/** Edits texts and values where they stand. One at a time; what is shown beside it stays as it is until it is done. */
public final class DirectEditing {

    private static final int NAME_HEIGHT = 28;

    private GraphicalViewer viewer;
    private InlineEditor open;

    /** To be called once, before anything is edited. */
    public void attach(GraphicalViewer canvas) {
        viewer = canvas;
    }

    /** Whether an editor is open. */
    public boolean active() {
        return open != null && !open.closed();
    }

    /** Takes what is typed, where it is right, and closes the editor. */
    public void commit() {
        if (active()) {
            open.commitOrCancel();
        }
    }

    /** Closes the editor without a change. */
    public void cancel() {
        if (active()) {
            open.close();
        }
    }

    /** Edits a frame's title, a note's text or a node's first inline parameter. */
    public void edit(EditPart part) {
        if (part instanceof FramePart frame) {
            editFrame(frame);
        } else if (part instanceof NotePart note) {
            editNote(note);
        } else if (part instanceof NodePart node && !node.getFigure().parameters().isEmpty()) {
            editParameter(node, node.getFigure().parameters().get(0).view().parameter().id());
        }
    }

    /** Edits a node's name, a frame's title or a note's text. */
    public void rename(EditPart part) {
        if (part instanceof NodePart node) {
            editName(node);
        } else {
            edit(part);
        }
    }

    public void editParameter(NodePart node, String id) {
        commit();
        Optional<ParameterFigure> figure = node.getFigure().parameter(id).filter(ParameterFigure::isVisible);
        if (figure.isEmpty()) {
            return;
        }
        Parameter parameter = figure.get().view().parameter();
        viewer.select(node);
        viewer.reveal(node);
        boolean multiline = parameter.multiline() && parameter.kind() == Parameter.Kind.TEXT;
        show(InlineEditor.of(ParameterTexts.text(node.parameter(parameter)), multiline)
                .suggesting(suggestions(node, parameter))
                .checking(typed -> ParameterCheck.problem(parameter, value(parameter, typed)))
                .stepping((typed, steps) -> ParameterSteps.step(parameter, value(parameter, typed), steps)
                        .map(ParameterTexts::text))
                .moving(forward -> next(node, id, forward))
                .committing(typed -> node.context().execute(
                        NodeEdits.parameter(node.id(), id, value(parameter, typed)))),
                node.context(), () -> figure.get().getBounds(), node);
    }

    /** Edits the id of a node, in its header. */
    public void editName(NodePart node) {
        commit();
        viewer.reveal(node);
        Rectangle body = node.getFigure().body();
        show(InlineEditor.of(node.id(), false)
                .checking(typed -> NodeEdits.renameRefusal(node.context().graph(), node.id(), typed))
                .committing(typed -> node.context().execute(NodeEdits.rename(node.id(), typed))),
                node.context(), () -> new Rectangle(body.x, body.y, body.width, NAME_HEIGHT), node);
    }

    public void editFrame(FramePart frame) {
        commit();
        show(InlineEditor.of(frame.frame().title(), false).committing(
                typed -> frame.context().execute(LayoutEdits.frameTitle(frame.id(), typed))),
                frame.context(), () -> frame.getFigure().titleBar(), frame);
    }

    public void editNote(NotePart note) {
        commit();
        show(InlineEditor.of(note.note().text(), true).committing(
                typed -> note.context().execute(LayoutEdits.noteText(note.id(), typed))),
                note.context(), () -> note.getFigure().getBounds(), note);
    }

    private void show(InlineEditor editor, PartContext context, Supplier<Rectangle> area,
            GraphicalEditPart part) {
        Rectangle place = area.get().getCopy();
        part.getFigure().translateToAbsolute(place);
        open = editor;
        editor.open((FigureCanvas) viewer.getControl(), place, context.look());
    }

    private void next(NodePart node, String id, boolean forward) {
        List<ParameterFigure> all = node.getFigure().parameters();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).view().parameter().id().equals(id)) {
                int next = Math.floorMod(i + (forward ? 1 : -1), all.size());
                String other = all.get(next).view().parameter().id();
                viewer.getControl().getDisplay().asyncExec(() -> {
                    if (!viewer.getControl().isDisposed() && node.isActive()) {
                        editParameter(node, other);
                    }
                });
                return;
            }
        }
    }

    private static List<Suggestion> suggestions(NodePart node, Parameter parameter) {
        return switch (parameter.kind()) {
            case CHOICE -> parameter.choices().stream()
                    .map(choice -> new Suggestion(choice.id(), choice.label())).toList();
            case BOOLEAN -> List.of(new Suggestion("true", CanvasMessages.on),
                    new Suggestion("false", CanvasMessages.off));
            case MODEL -> node.type().map(type -> node.context().canvas().host().models(type, parameter))
                    .orElse(List.of()).stream().map(name -> new Suggestion(name, name)).toList();
            case TEXT, INTEGER, NUMBER, FILE -> List.of();
        };
    }

    private static JsonNode value(Parameter parameter, String typed) {
        return parameter.choices().stream().filter(choice -> choice.label().equals(typed)).findFirst()
                .map(choice -> ParameterTexts.value(parameter, choice.id()))
                .orElseGet(() -> ParameterTexts.value(parameter, typed));
    }
}
