// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import java.util.Arrays;
import java.util.Set;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.Clips;
import org.stillroom.edit.Items;
import org.stillroom.edit.NodeEdits;
import org.stillroom.graph.Layout.Point;

/** Copies, pastes, duplicates and deletes. */
final class ClipActions {

    /** How far copies lie from their originals, and from earlier copies at the same place. */
    private static final int OFFSET = 32;

    private final ActionTable actions;
    private Point pastedAt = new Point(Integer.MIN_VALUE, 0);
    private int pastes;
    private boolean pasteable;

    private ClipActions(ActionTable actions) {
        this.actions = actions;
    }

    static ClipActions addTo(ActionTable actions) {
        ClipActions clip = new ClipActions(actions);
        actions.addEdit(CanvasCommand.CUT, clip::hasBoxes, () -> {
            clip.copy();
            clip.delete(actions.picked().boxes(), false);
        });
        actions.add(CanvasCommand.COPY, clip::hasBoxes, clip::copy);
        actions.addEdit(CanvasCommand.PASTE, () -> clip.pasteable, () -> clip.paste(false));
        actions.addEdit(CanvasCommand.PASTE_WIRED, () -> clip.pasteable, () -> clip.paste(true));
        actions.addEdit(CanvasCommand.DUPLICATE, clip::hasBoxes, () -> clip.duplicate(false));
        actions.addEdit(CanvasCommand.DUPLICATE_WIRED, clip::hasBoxes, () -> clip.duplicate(true));
        actions.addEdit(CanvasCommand.DELETE, () -> !actions.picked().deletable().isEmpty(),
                () -> clip.delete(actions.picked().deletable(), false));
        actions.addEdit(CanvasCommand.DELETE_HEAL, () -> !actions.picked().nodes().isEmpty(),
                () -> clip.delete(actions.picked().deletable(), true));
        actions.add(CanvasCommand.SELECT_ALL, () -> !Items.all(actions.graph()).isEmpty(),
                () -> actions.canvas().select(Items.all(actions.graph())));
        return clip;
    }

    private boolean hasBoxes() {
        return !actions.picked().boxes().isEmpty();
    }

    private void copy() {
        String text = Clips.copy(actions.graph(), actions.picked().boxes());
        if (!text.isEmpty()) {
            Clipboard clipboard = clipboard();
            try {
                clipboard.setContents(new Object[] {text}, new Transfer[] {TextTransfer.getInstance()});
            } finally {
                clipboard.dispose();
            }
            pastes = 0;
            pasteable = true;
            actions.refresh();
        }
    }

    private void delete(Set<CanvasItem> items, boolean heal) {
        actions.context().execute(NodeEdits.delete(actions.context().catalog(), items, heal));
    }

    private void duplicate(boolean keepIncoming) {
        actions.executeAndSelectAdded(Clips.duplicate(actions.picked().boxes(), OFFSET, OFFSET, keepIncoming));
    }

    private void paste(boolean keepIncoming) {
        Clipboard clipboard = clipboard();
        Object content;
        try {
            content = clipboard.getContents(TextTransfer.getInstance());
        } finally {
            clipboard.dispose();
        }
        Point at = actions.pointer().get();
        pastes = at.equals(pastedAt) ? pastes + 1 : 0;
        pastedAt = at;
        Point free = new Point(at.x() + pastes * OFFSET, at.y() + pastes * OFFSET);
        try {
            actions.executeAndSelectAdded(Clips.paste((String) content, free, keepIncoming));
        } catch (IllegalArgumentException e) {
            MessageDialog.openInformation(actions.canvas().control().getShell(), Messages.pasteFailedTitle,
                    e.getMessage());
        }
    }

    /**
     * Looks whether there is any text to paste. Asking the window system takes time and lets other events through, so
     * it is not done at each change of the selection; what the text is, is looked at when it is pasted.
     */
    void lookAtClipboard() {
        Clipboard clipboard = clipboard();
        try {
            pasteable = Arrays.stream(clipboard.getAvailableTypes())
                    .anyMatch(TextTransfer.getInstance()::isSupportedType);
        } finally {
            clipboard.dispose();
        }
    }

    private Clipboard clipboard() {
        return new Clipboard(actions.canvas().control().getDisplay());
    }
}
