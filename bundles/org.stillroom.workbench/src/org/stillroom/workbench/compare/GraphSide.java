// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.compare.IStreamContentAccessor;
import org.eclipse.compare.ITypedElement;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.osgi.util.NLS;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;

/**
 * One of two versions.
 *
 * @param graph empty if there is none
 * @param reason why there is none, as a sentence; empty if there is one
 */
record GraphSide(String label, Optional<Graph> graph, String reason) {

    /** Reads a version, which may come from a history or over a network; never throws for what it may hold. */
    static GraphSide read(String label, ITypedElement element) {
        if (!(element instanceof IStreamContentAccessor accessor)) {
            return none(label, Messages.GraphSide_nothing);
        }
        try (InputStream in = accessor.getContents()) {
            if (in == null) {
                return none(label, Messages.GraphSide_nothing);
            }
            byte[] bytes = in.readNBytes(GraphFile.MAX_BYTES + 1);
            return new GraphSide(label, Optional.of(GraphFile.parse(bytes, element.getName())), "");
        } catch (GraphFileException e) {
            return none(label, NLS.bind(Messages.GraphSide_broken, e.getMessage()));
        } catch (CoreException | IOException e) {
            return none(label, NLS.bind(Messages.GraphSide_unreadable, e.getMessage()));
        }
    }

    private static GraphSide none(String label, String reason) {
        return new GraphSide(label, Optional.empty(), reason);
    }
}
