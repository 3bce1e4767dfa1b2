// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.context;

import org.eclipse.gef.commands.CommandStack;
import org.stillroom.edit.Edit;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.status.Overlay;
import org.stillroom.nodes.catalog.NodeCatalog;

/**
 * What every part of one canvas shares.
 *
 * @param document the graph that is shown and edited
 * @param catalog the installed node types
 * @param overlay what is shown on nodes beside the graph
 * @param commands the way of every edit, so that all can be undone
 * @param host what the surrounding program knows and the canvas does not
 */
public record CanvasContext(GraphDocument document, NodeCatalog catalog, Overlay overlay, CommandStack commands,
        CanvasHost host) {

    /** Takes one step that can be undone; nothing happens, and nothing is to be undone, where it changes nothing. */
    public void execute(Edit edit) {
        if (edit.change().apply(document.graph()) != document.graph()) {
            commands.execute(new EditCommand(document, edit));
        }
    }
}
