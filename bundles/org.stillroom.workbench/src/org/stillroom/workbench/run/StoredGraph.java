// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IDE;
import org.stillroom.graph.GraphFile;
import org.stillroom.workbench.services.WorkbenchState;

/** Opens the graph of an earlier run as a file of its own, so that the one it came from stays as it is. */
final class StoredGraph {

    private static final String EXTENSION = ".stillroom";

    private StoredGraph() {}

    /** @throws IOException if the file cannot be written */
    static void open(RunRecord run, IWorkbenchPage page) throws IOException, PartInitException {
        Path folder = WorkbenchState.folder().resolve("runs");
        Files.createDirectories(folder);
        String name = run.name().endsWith(EXTENSION)
                ? run.name().substring(0, run.name().length() - EXTENSION.length()) : run.name();
        Path file = folder.resolve(name + " (" + run.number() + ")" + EXTENSION);
        GraphFile.write(run.graph(), file);
        IDE.openEditorOnFileStore(page, EFS.getLocalFileSystem().getStore(file.toUri()));
    }
}
