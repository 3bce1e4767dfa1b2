// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.perspective;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.eclipse.ui.PlatformUI;

/** The canvas in the middle, files and nodes to its left, its properties below, and pictures to its right. */
public final class GraphPerspective implements IPerspectiveFactory {

    public static final String ID = "org.stillroom.workbench.perspective";

    private static final String PROJECTS = "org.eclipse.ui.navigator.ProjectExplorer";
    private static final String NODES = "org.stillroom.workbench.nodesView";
    private static final String PICTURES = "org.stillroom.workbench.pictureView";
    private static final String RUNS = "org.stillroom.workbench.runsView";
    private static final String NEW_GRAPH = "org.stillroom.workbench.newGraph";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        String editor = layout.getEditorArea();
        add(layout.createFolder("files", IPageLayout.LEFT, 0.2f, editor), PROJECTS);
        add(layout.createFolder("nodes", IPageLayout.BOTTOM, 0.4f, "files"), NODES);
        IFolderLayout right = layout.createFolder("pictures", IPageLayout.RIGHT, 0.72f, editor);
        add(right, PICTURES);
        IFolderLayout bottom = layout.createFolder("properties", IPageLayout.BOTTOM, 0.7f, editor);
        add(bottom, IPageLayout.ID_PROP_SHEET);
        add(bottom, RUNS);
        add(bottom, IPageLayout.ID_PROBLEM_VIEW);
        bottom.addPlaceholder(IPageLayout.ID_PROGRESS_VIEW);
        add(layout.createFolder("outline", IPageLayout.BOTTOM, 0.65f, "pictures"), IPageLayout.ID_OUTLINE);
        layout.addNewWizardShortcut(NEW_GRAPH);
        layout.addNewWizardShortcut("org.eclipse.ui.wizards.new.folder");
        for (String view : new String[] {PROJECTS, NODES, PICTURES, RUNS, IPageLayout.ID_PROP_SHEET,
            IPageLayout.ID_PROBLEM_VIEW, IPageLayout.ID_OUTLINE, IPageLayout.ID_PROGRESS_VIEW}) {
            layout.addShowViewShortcut(view);
        }
        layout.addPerspectiveShortcut(ID);
    }

    /** Shows the view where it is installed, and keeps a place for it otherwise. */
    private static void add(IFolderLayout folder, String view) {
        if (PlatformUI.getWorkbench().getViewRegistry().find(view) != null) {
            folder.addView(view);
        } else {
            folder.addPlaceholder(view);
        }
    }
}
