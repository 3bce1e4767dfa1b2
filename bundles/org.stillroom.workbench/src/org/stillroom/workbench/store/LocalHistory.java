// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.filesystem.IFileStore;
import org.eclipse.core.internal.resources.Workspace;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.stillroom.workbench.services.Guard;

/** Eclipse's local history, from which an earlier version of a file can be had back. */
public final class LocalHistory {

    private LocalHistory() {}

    /**
     * Keeps what a file holds now, before it is replaced. There is no public way to do only this: Eclipse keeps it when
     * it writes the file by itself, which it does not do whole or not at all. A host that lacks the class behind it
     * saves as well, without the history.
     */
    @SuppressWarnings("restriction")
    public static void keep(IFile file) {
        Guard.run("keeping the earlier version of " + file.getFullPath() + " in the local history", () -> {
            try {
                if (file.getWorkspace() instanceof Workspace workspace && file.getLocationURI() != null) {
                    IFileStore store = EFS.getStore(file.getLocationURI());
                    if (store.fetchInfo().exists()) {
                        workspace.getFileSystemManager().getHistoryStore()
                                .addState(file.getFullPath(), store, store.fetchInfo(), false);
                    }
                }
            } catch (CoreException e) {
                Guard.log("keeping the earlier version of " + file.getFullPath() + " in the local history", e);
            }
        });
    }
}
