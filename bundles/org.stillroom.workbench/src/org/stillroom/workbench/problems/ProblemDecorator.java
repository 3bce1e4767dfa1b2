// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.problems;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.viewers.BaseLabelProvider;
import org.eclipse.jface.viewers.IDecoration;
import org.eclipse.jface.viewers.ILightweightLabelDecorator;
import org.eclipse.jface.viewers.LabelProviderChangedEvent;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.stillroom.workbench.services.Guard;

/**
 * Marks graph files with problems, and the folders that they are in, wherever files are listed. A file that cannot be
 * read is found when it is first listed and when it has changed, also if nobody opens it.
 */
public final class ProblemDecorator extends BaseLabelProvider implements ILightweightLabelDecorator {

    private final IResourceChangeListener listener = this::changed;
    private final UnreadableCheck check = new UnreadableCheck(this::look);
    /** Projects whose graphs were looked for. */
    private final Set<IProject> known = ConcurrentHashMap.newKeySet();
    /** Which content of each file was looked at. */
    private final Map<IFile, Long> looked = new ConcurrentHashMap<>();

    public ProblemDecorator() {
        ResourcesPlugin.getWorkspace().addResourceChangeListener(listener, IResourceChangeEvent.POST_CHANGE);
    }

    @Override
    public void decorate(Object element, IDecoration decoration) {
        IResource resource = Adapters.adapt(element, IResource.class);
        if (resource == null || !resource.isAccessible()) {
            return;
        }
        if (resource instanceof IFile file) {
            if (!UnreadableCheck.isGraph(file.getName())) {
                return;
            }
            look(file);
        } else if (resource instanceof IProject project && known.add(project)) {
            check.request(project);
        }
        String image = switch (severity(resource)) {
            case IMarker.SEVERITY_ERROR -> ISharedImages.IMG_DEC_FIELD_ERROR;
            case IMarker.SEVERITY_WARNING -> ISharedImages.IMG_DEC_FIELD_WARNING;
            default -> "";
        };
        if (!image.isEmpty()) {
            decoration.addOverlay(PlatformUI.getWorkbench().getSharedImages().getImageDescriptor(image),
                    IDecoration.BOTTOM_LEFT);
        }
    }

    @Override
    public void dispose() {
        ResourcesPlugin.getWorkspace().removeResourceChangeListener(listener);
        check.cancel();
        super.dispose();
    }

    private void look(IFile file) {
        long stamp = file.getModificationStamp();
        if (!Long.valueOf(stamp).equals(looked.put(file, stamp))) {
            check.request(file);
        }
    }

    /** A file in a folder that is not unfolded is listed nowhere, so that nobody asks for its mark. */
    private void lookAtChanged(IResourceDelta delta) {
        try {
            delta.accept(part -> {
                IResource resource = part.getResource();
                if (resource instanceof IProject project && (part.getFlags() & IResourceDelta.OPEN) != 0) {
                    known.remove(project);
                } else if (resource instanceof IFile file && part.getKind() != IResourceDelta.REMOVED
                        && UnreadableCheck.isGraph(file.getName())) {
                    look(file);
                } else if (resource instanceof IFile file) {
                    looked.remove(file);
                }
                return true;
            });
        } catch (CoreException e) {
            Guard.log("following changes of files", e);
        }
    }

    private static int severity(IResource resource) {
        try {
            return resource.findMaxProblemSeverity(ProblemMarkers.TYPE, true, IResource.DEPTH_INFINITE);
        } catch (CoreException e) {
            // closed or deleted meanwhile
            return -1;
        }
    }

    private void changed(IResourceChangeEvent event) {
        lookAtChanged(event.getDelta());
        Set<Object> concerned = new HashSet<>();
        for (IMarkerDelta delta : event.findMarkerDeltas(ProblemMarkers.TYPE, true)) {
            IResource resource = delta.getResource();
            concerned.add(resource);
            for (IContainer around = resource.getParent(); around != null; around = around.getParent()) {
                concerned.add(around);
            }
        }
        Display display = PlatformUI.isWorkbenchRunning() ? PlatformUI.getWorkbench().getDisplay() : null;
        if (!concerned.isEmpty() && display != null && !display.isDisposed()) {
            display.asyncExec(() -> fireLabelProviderChanged(
                    new LabelProviderChangedEvent(this, concerned.toArray())));
        }
    }
}
