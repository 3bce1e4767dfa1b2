// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.context;

import org.eclipse.gef.commands.Command;
import org.stillroom.edit.Edit;
import org.stillroom.edit.GraphDocument;
import org.stillroom.graph.Graph;

/** An {@link Edit} on the command stack. Graphs are immutable, so undo puts back the graph there was. */
public final class EditCommand extends Command {

    private final GraphDocument document;
    private final Edit edit;
    private Graph before;
    private Graph after;

    public EditCommand(GraphDocument document, Edit edit) {
        super(edit.label());
        this.document = document;
        this.edit = edit;
    }

    @Override
    public void execute() {
        before = document.graph();
        after = edit.change().apply(before);
        document.replace(after);
    }

    @Override
    public void undo() {
        document.replace(before);
    }

    @Override
    public void redo() {
        document.replace(after);
    }
}
