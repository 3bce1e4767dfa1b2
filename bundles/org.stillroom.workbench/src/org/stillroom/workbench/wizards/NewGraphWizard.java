// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.wizards;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.dialogs.WizardNewFileCreationPage;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.wizards.newresource.BasicNewResourceWizard;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.templates.GraphTemplates;

/** Makes a new graph file from a template and opens it. */
public final class NewGraphWizard extends Wizard implements INewWizard {

    private static final String EXTENSION = "stillroom";

    private final TemplatePage template = new TemplatePage(
            () -> GraphTemplates.all(Platform.getExtensionRegistry()));
    private IWorkbench workbench;
    private FilePage file;

    public NewGraphWizard() {
        setWindowTitle(Messages.title);
    }

    @Override
    public void init(IWorkbench opened, IStructuredSelection selection) {
        workbench = opened;
        file = new FilePage(selection);
        IContainer folder = folder(selection);
        file.setContainerFullPath(folder.getFullPath());
        file.setFileName(freeName(folder));
    }

    @Override
    public void addPages() {
        addPage(template);
        addPage(file);
    }

    @Override
    public boolean performFinish() {
        IFile made = file.createNewFile();
        if (made == null) {
            return false;
        }
        IWorkbenchWindow window = workbench.getActiveWorkbenchWindow();
        BasicNewResourceWizard.selectAndReveal(made, window);
        try {
            IDE.openEditor(window.getActivePage(), made, OpenGraph.EDITOR);
        } catch (PartInitException e) {
            ILog.of(NewGraphWizard.class).error("The new graph could not be opened.", e);
        }
        return true;
    }

    WizardNewFileCreationPage filePage() {
        return file;
    }

    TemplatePage templatePage() {
        return template;
    }

    /** Where to suggest the file: beside what is selected or edited. */
    private IContainer folder(IStructuredSelection selection) {
        IResource selected = Adapters.adapt(selection.getFirstElement(), IResource.class);
        IWorkbenchWindow window = workbench.getActiveWorkbenchWindow();
        if (selected == null && window != null && window.getActivePage() != null) {
            selected = Adapters.adapt(window.getActivePage().getActiveEditor(), IFile.class);
        }
        if (selected == null || !selected.isAccessible()) {
            return project();
        }
        return selected instanceof IContainer container ? container : selected.getParent();
    }

    private static String freeName(IContainer folder) {
        String name = Messages.fileName + "." + EXTENSION;
        for (int i = 2; folder.getFile(IPath.fromOSString(name)).exists(); i++) {
            name = Messages.fileName + i + "." + EXTENSION;
        }
        return name;
    }

    /** The project to suggest; a first one is made where the workspace has none, as files can be nowhere else. */
    private static IProject project() {
        IWorkspaceRoot root = ResourcesPlugin.getWorkspace().getRoot();
        return Arrays.stream(root.getProjects()).filter(IProject::isOpen).findFirst().orElseGet(() -> {
            IProject first = root.getProject(Messages.firstProject);
            try {
                if (!first.exists()) {
                    first.create(null);
                }
                first.open(null);
            } catch (CoreException e) {
                ILog.of(NewGraphWizard.class).error("The project " + first.getName() + " could not be made.", e);
            }
            return first;
        });
    }

    private final class FilePage extends WizardNewFileCreationPage {

        FilePage(IStructuredSelection selection) {
            super("file", selection);
            setTitle(Messages.title);
            setDescription(Messages.fileDescription);
            setFileExtension(EXTENSION);
        }

        @Override
        protected InputStream getInitialContents() {
            return new ByteArrayInputStream(GraphFile.text(graph()).getBytes(StandardCharsets.UTF_8));
        }

        private Graph graph() {
            try {
                return template.chosen().graph();
            } catch (GraphFileException e) {
                ILog.of(NewGraphWizard.class).error("A template cannot be used, so the new graph is empty.", e);
                return Graph.EMPTY;
            }
        }
    }
}
