// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import java.util.List;
import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IMarkerResolution2;
import org.eclipse.ui.IMarkerResolutionGenerator2;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.part.FileEditorInput;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.problems.ProblemMarkers;

/** Quick fixes of the Problems view. */
public final class GraphResolutions implements IMarkerResolutionGenerator2 {

    @Override
    public boolean hasResolutions(IMarker marker) {
        return !fixes(marker).isEmpty();
    }

    @Override
    public IMarkerResolution[] getResolutions(IMarker marker) {
        return fixes(marker).stream().map(Resolution::new).toArray(IMarkerResolution[]::new);
    }

    private static List<QuickFix> fixes(IMarker marker) {
        if (!marker.exists() || !(marker.getResource() instanceof IFile file) || file.getLocation() == null) {
            return List.of();
        }
        FixTarget target = editor(file).<FixTarget>map(EditorTarget::new).orElseGet(() -> new FileTarget(file));
        return QuickFixes.of(target, ProblemMarkers.problem(marker));
    }

    /** The editor that has the file open, in any window. One that was never shown since the start has not read it. */
    private static Optional<OpenGraph> editor(IFile file) {
        for (IWorkbenchWindow window : PlatformUI.getWorkbench().getWorkbenchWindows()) {
            for (IWorkbenchPage page : window.getPages()) {
                for (IEditorReference reference : page.findEditors(new FileEditorInput(file), OpenGraph.EDITOR,
                        IWorkbenchPage.MATCH_INPUT | IWorkbenchPage.MATCH_ID)) {
                    IEditorPart part = reference.getEditor(false);
                    if (part instanceof OpenGraph editor && editor.canvas().isPresent()) {
                        return Optional.of(editor);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private record Resolution(QuickFix fix) implements IMarkerResolution2 {

        @Override
        public String getLabel() {
            return fix.label();
        }

        @Override
        public String getDescription() {
            return fix.description();
        }

        @Override
        public Image getImage() {
            return null;
        }

        @Override
        public void run(IMarker marker) {
            fix.action().run();
        }
    }
}
