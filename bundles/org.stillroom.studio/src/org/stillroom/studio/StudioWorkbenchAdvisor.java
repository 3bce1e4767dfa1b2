// SPDX-License-Identifier: EPL-2.0
package org.stillroom.studio;

import java.net.URL;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.internal.help.WorkbenchHelpSystem;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** Sets the workbench up for resources, as Project Explorer and the editors expect it. */
final class StudioWorkbenchAdvisor extends WorkbenchAdvisor {

    /** The perspective of the workbench bundle. */
    static final String PERSPECTIVE = "org.stillroom.workbench.perspective";

    /** The product's highest start level. */
    private static final int ALL_BUNDLES = 7;
    private static final String IDE_ICONS = "$nl$/icons/full/";

    private final StudioArguments arguments;

    StudioWorkbenchAdvisor(StudioArguments arguments) {
        this.arguments = arguments;
    }

    @Override
    public void initialize(IWorkbenchConfigurer configurer) {
        configurer.setSaveAndRestore(true);
        IDE.registerAdapters();
        declareIdeImages(configurer);
    }

    /**
     * Takes our help viewer: Eclipse's own, which comes along with the cheat sheets, needs a web server to show a page.
     * There is no public way to say which of two is meant.
     */
    @Override
    @SuppressWarnings("restriction")
    public void preStartup() {
        WorkbenchHelpSystem.getInstance().setDesiredHelpSystemId("org.stillroom.help.viewer.viewer");
    }

    @Override
    public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        return new StudioWindowAdvisor(configurer);
    }

    @Override
    public String getInitialWindowPerspectiveId() {
        return PERSPECTIVE;
    }

    /** What Project Explorer shows. */
    @Override
    public IAdaptable getDefaultPageInput() {
        return ResourcesPlugin.getWorkspace().getRoot();
    }

    @Override
    public void postStartup() {
        FirstStart.run(arguments);
        startTheRest();
    }

    /** Starts the bundles that the window does not need, which the product puts above the framework's start level. */
    private static void startTheRest() {
        Platform.getBundle(Constants.SYSTEM_BUNDLE_SYMBOLICNAME).adapt(FrameworkStartLevel.class)
                .setStartLevel(ALL_BUNDLES);
    }

    @Override
    public void postShutdown() {
        try {
            IStatus saved = ResourcesPlugin.getWorkspace().save(true, null);
            if (!saved.isOK()) {
                ILog.of(StudioWorkbenchAdvisor.class).log(saved);
            }
        } catch (CoreException e) {
            ILog.of(StudioWorkbenchAdvisor.class).error("The workspace could not be saved", e);
        }
    }

    /** The project icons, which Eclipse's own IDE application declares for itself. */
    private static void declareIdeImages(IWorkbenchConfigurer configurer) {
        declare(configurer, IDE.SharedImages.IMG_OBJ_PROJECT, "obj16/prj_obj.svg");
        declare(configurer, IDE.SharedImages.IMG_OBJ_PROJECT_CLOSED, "obj16/cprj_obj.svg");
        declare(configurer, IDE.SharedImages.IMG_OPEN_MARKER, "elcl16/gotoobj_tsk.svg");
        declare(configurer, IDE.SharedImages.IMG_OBJS_BKMRK_TSK, "obj16/bkmrk_tsk.svg");
        declare(configurer, IDE.SharedImages.IMG_OBJS_TASK_TSK, "obj16/taskmrk_tsk.svg");
    }

    private static void declare(IWorkbenchConfigurer configurer, String id, String path) {
        URL url = FileLocator.find(Platform.getBundle("org.eclipse.ui.ide"), IPath.fromOSString(IDE_ICONS + path));
        if (url != null) {
            configurer.declareImage(id, ImageDescriptor.createFromURL(url), true);
        }
    }
}
