// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.util.Optional;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.actions.ActionFactory;
import org.stillroom.workbench.services.Guard;

/**
 * An action of the canvas for the workbench's menus and keys. While a text is edited in place on the canvas, copy and
 * its like are meant for the text, and everything else waits.
 */
final class TextAwareAction extends Action {

    private final String id;
    private final IAction canvasAction;
    private final Control canvas;
    private final Runnable before;

    /**
     * @param id of the workbench's action, from {@link ActionFactory}
     * @param canvas that texts are edited in place on
     * @param before called before the canvas's action runs
     */
    TextAwareAction(String id, IAction canvasAction, Control canvas, Runnable before) {
        super(canvasAction.getText(), canvasAction.getImageDescriptor());
        this.id = id;
        this.canvasAction = canvasAction;
        this.canvas = canvas;
        this.before = before;
        setToolTipText(canvasAction.getToolTipText());
        // both live as long as the canvas
        canvasAction.addPropertyChangeListener(event -> update());
    }

    /** Shows the label and state that the canvas's action has now. */
    void update() {
        setText(canvasAction.getText());
        firePropertyChange(ENABLED, null, isEnabled());
    }

    @Override
    public boolean isEnabled() {
        Optional<Text> text = text();
        return text.isPresent() ? textual(text.get()).isPresent() : canvasAction.isEnabled();
    }

    @Override
    public void run() {
        Optional<Text> text = text();
        if (text.isPresent()) {
            textual(text.get()).ifPresent(Runnable::run);
        } else {
            before.run();
            Guard.run(canvasAction.getText(), canvasAction::run);
        }
    }

    private Optional<Runnable> textual(Text text) {
        if (id.equals(ActionFactory.COPY.getId())) {
            return Optional.of(text::copy);
        } else if (id.equals(ActionFactory.CUT.getId())) {
            return Optional.of(text::cut);
        } else if (id.equals(ActionFactory.PASTE.getId())) {
            return Optional.of(text::paste);
        } else if (id.equals(ActionFactory.SELECT_ALL.getId())) {
            return Optional.of(text::selectAll);
        }
        // Delete and Ctrl+Z reach the text by themselves
        return Optional.empty();
    }

    private Optional<Text> text() {
        Display display = Display.getCurrent();
        Control focus = display == null ? null : display.getFocusControl();
        return focus instanceof Text text && text.getParent() == canvas ? Optional.of(text) : Optional.empty();
    }
}
