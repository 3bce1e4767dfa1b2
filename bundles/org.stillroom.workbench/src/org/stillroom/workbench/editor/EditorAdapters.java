// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import org.eclipse.core.resources.IFile;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.gef.editparts.ZoomManager;
import org.eclipse.ui.ide.IGotoMarker;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.eclipse.ui.views.properties.tabbed.TabbedPropertySheetPage;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.palette.PaletteDrop;
import org.stillroom.editor.status.Overlay;

/** What other parts of the workbench can ask an editor for. */
final class EditorAdapters {

    private EditorAdapters() {}

    /** Null if there is no such thing, or not yet. */
    static Object find(GraphEditor editor, Class<?> wanted) {
        CanvasContext context = editor.context();
        if (wanted == IPropertySheetPage.class) {
            return new TabbedPropertySheetPage(editor);
        } else if (wanted == IFile.class) {
            return editor.store().file().resource().orElse(null);
        } else if (wanted == CanvasContext.class) {
            return context;
        } else if (wanted == CommandStack.class) {
            return context.commands();
        } else if (wanted == GraphDocument.class) {
            return context.document();
        } else if (wanted == Overlay.class) {
            return context.overlay();
        } else if (wanted == IGotoMarker.class) {
            return editor.problems();
        }
        return editor.panes() == null ? null : shown(editor.panes(), wanted);
    }

    private static Object shown(EditorPanes panes, Class<?> wanted) {
        if (wanted == IContentOutlinePage.class) {
            return panes.overview();
        } else if (wanted == GraphCanvas.class) {
            return panes.canvas().orElse(null);
        } else if (wanted == GraphicalViewer.class) {
            return panes.canvas().map(GraphCanvas::viewer).orElse(null);
        } else if (wanted == ZoomManager.class) {
            return panes.canvas().map(GraphCanvas::zoom).orElse(null);
        } else if (wanted == PaletteDrop.class) {
            return panes.palette().orElse(null);
        }
        return null;
    }
}
