// SPDX-License-Identifier: EPL-2.0
package org.stillroom.studio;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.ILog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.osgi.service.prefs.BackingStoreException;

/** Opens what the studio was asked to open; in an empty workspace, a project with the example graphs. */
final class FirstStart {

    private static final String OPEN_EXAMPLE = "org.stillroom.workbench.openExample";
    private static final String FIRST_PICTURE = "org.stillroom.mini.firstPicture";

    private FirstStart() {}

    static void run(StudioArguments arguments) {
        IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
        try {
            useModels(arguments);
            if (!arguments.graphs().isEmpty()) {
                for (Path graph : arguments.graphs()) {
                    open(page, graph);
                }
            } else if (ResourcesPlugin.getWorkspace().getRoot().getProjects().length == 0) {
                openFirstPicture();
            }
        } catch (CommandException | PartInitException | BackingStoreException e) {
            ILog.of(FirstStart.class).error(NLS.bind(Messages.cannotOpen, e.getMessage()), e);
        }
    }

    private static void useModels(StudioArguments arguments) throws BackingStoreException {
        if (arguments.models().isPresent()) {
            ModelFolderPreference.addIfNone(arguments.models().get());
        }
    }

    private static void open(IWorkbenchPage page, Path graph) throws PartInitException {
        if (!Files.isRegularFile(graph)) {
            ILog.of(FirstStart.class).error(NLS.bind(Messages.noGraph, graph));
            return;
        }
        IFile[] found = ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(graph.toUri());
        if (found.length > 0) {
            IDE.openEditor(page, found[0]);
        } else {
            IDE.openEditorOnFileStore(page, EFS.getLocalFileSystem().getStore(graph.toUri()));
        }
    }

    /** Where the bundle with the examples is not, nothing is opened. */
    static void openFirstPicture() throws CommandException {
        openExample(FIRST_PICTURE);
    }

    /** @param template id of a template that a bundle contributes */
    static void openExample(String template) throws CommandException {
        Command open = PlatformUI.getWorkbench().getService(ICommandService.class).getCommand(OPEN_EXAMPLE);
        PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(
                ParameterizedCommand.generateCommand(open, Map.of(OPEN_EXAMPLE + ".template", template)), null);
    }
}
