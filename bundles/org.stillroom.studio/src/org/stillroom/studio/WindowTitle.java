// SPDX-License-Identifier: EPL-2.0
package org.stillroom.studio;

import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IPropertyListener;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;

/** Keeps the window's title at the name of the graph in the active editor. */
final class WindowTitle implements IPartListener2 {

    private static final String PRODUCT = "Stillroom";

    private final IWorkbenchWindowConfigurer window;
    private final IPropertyListener renamed = (source, property) -> update();
    private IEditorPart followed;

    WindowTitle(IWorkbenchWindowConfigurer window) {
        this.window = window;
    }

    void follow() {
        window.getWindow().getPartService().addPartListener(this);
        update();
    }

    @Override
    public void partActivated(IWorkbenchPartReference part) {
        update();
    }

    @Override
    public void partClosed(IWorkbenchPartReference part) {
        update();
    }

    private void update() {
        var page = window.getWindow().getActivePage();
        IEditorPart editor = page == null ? null : page.getActiveEditor();
        if (editor != followed) {
            unfollow(followed);
            followed = editor;
            if (editor != null) {
                editor.addPropertyListener(renamed);
            }
        }
        window.setTitle(editor == null ? PRODUCT : editor.getTitle() + " - " + PRODUCT);
    }

    private void unfollow(IWorkbenchPart part) {
        if (part != null) {
            part.removePropertyListener(renamed);
        }
    }
}
