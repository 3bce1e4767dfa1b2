// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.wizards;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;

/**
 * A graph to start from, as a bundle contributes it.
 *
 * @param id stable, such as {@code org.stillroom.mini.firstPicture}
 * @param bundle that contributes it and has the file; null for the empty graph
 * @param file path in the bundle
 * @param icon path in the bundle, or empty
 */
public record GraphTemplate(String id, String label, String description, Bundle bundle, String file, String icon) {

    /** Nothing on the canvas. */
    static final GraphTemplate EMPTY = new GraphTemplate("org.stillroom.workbench.empty", Messages.empty,
            Messages.emptyDescription, null, "", "");

    /**
     * The graph.
     *
     * @throws GraphFileException if the bundle has no such file, or it is not a graph
     */
    public Graph graph() throws GraphFileException {
        if (bundle == null) {
            return Graph.EMPTY;
        }
        String name = bundle.getSymbolicName() + "/" + file;
        URL found = bundle.getEntry(file);
        if (found == null) {
            throw new GraphFileException(name, "", "there is no such file in the bundle; report it to its provider");
        }
        try (InputStream in = found.openStream()) {
            return GraphFile.parse(in.readNBytes(GraphFile.MAX_BYTES + 1), name);
        } catch (IOException e) {
            throw new GraphFileException(name, "", "the file cannot be read: " + e.getMessage());
        }
    }

    /** Where its icon is, if it has one. */
    public Optional<URL> iconUrl() {
        return bundle == null || icon.isEmpty() ? Optional.empty() : Optional.ofNullable(bundle.getEntry(icon));
    }
}
