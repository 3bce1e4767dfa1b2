// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.perspective;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.eclipse.ui.IPlaceholderFolderLayout;

/**
 * The canvas, and nothing else until it is wanted: each view has its place around the canvas, files and nodes to its
 * left, pictures and properties to its right, runs and problems below. {@link DrawerBar} has a button for each.
 */
public final class GraphPerspective implements IPerspectiveFactory {

    public static final String ID = "org.stillroom.workbench.perspective";

    static final String PROJECTS = "org.eclipse.ui.navigator.ProjectExplorer";
    static final String NODES = "org.stillroom.workbench.nodesView";
    static final String PICTURES = "org.stillroom.workbench.pictureView";
    static final String RUNS = "org.stillroom.workbench.runsView";
    private static final String NEW_GRAPH = "org.stillroom.workbench.newGraph";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        String editor = layout.getEditorArea();
        layout.createPlaceholderFolder("files", IPageLayout.LEFT, 0.2f, editor).addPlaceholder(PROJECTS);
        layout.createPlaceholderFolder("nodes", IPageLayout.BOTTOM, 0.4f, "files").addPlaceholder(NODES);
        layout.createPlaceholderFolder("pictures", IPageLayout.RIGHT, 0.68f, editor).addPlaceholder(PICTURES);
        IPlaceholderFolderLayout right =
                layout.createPlaceholderFolder("properties", IPageLayout.BOTTOM, 0.5f, "pictures");
        right.addPlaceholder(IPageLayout.ID_PROP_SHEET);
        right.addPlaceholder(IPageLayout.ID_OUTLINE);
        IPlaceholderFolderLayout bottom = layout.createPlaceholderFolder("runs", IPageLayout.BOTTOM, 0.72f, editor);
        bottom.addPlaceholder(RUNS);
        bottom.addPlaceholder(IPageLayout.ID_PROBLEM_VIEW);
        bottom.addPlaceholder(IPageLayout.ID_PROGRESS_VIEW);
        layout.addNewWizardShortcut(NEW_GRAPH);
        layout.addNewWizardShortcut("org.eclipse.ui.wizards.new.folder");
        for (String view : new String[] {PROJECTS, NODES, PICTURES, RUNS, IPageLayout.ID_PROP_SHEET,
            IPageLayout.ID_PROBLEM_VIEW, IPageLayout.ID_OUTLINE, IPageLayout.ID_PROGRESS_VIEW}) {
            layout.addShowViewShortcut(view);
        }
        layout.addPerspectiveShortcut(ID);
    }
}
