// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.templates;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import org.osgi.framework.Bundle;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;

/** A graph to start from. */
public sealed interface GraphTemplate {

    /** Nothing on the canvas. */
    GraphTemplate EMPTY = new Empty();

    /** Stable, such as {@code org.stillroom.mini.firstPicture}. */
    String id();

    /** What people read. */
    String label();

    /** A sentence on what it is for. */
    String description();

    /**
     * The graph.
     *
     * @throws GraphFileException if there is no such file any more, or it is not a graph
     */
    Graph graph() throws GraphFileException;

    /** Nothing on the canvas. */
    record Empty() implements GraphTemplate {

        @Override
        public String id() {
            return "org.stillroom.workbench.empty";
        }

        @Override
        public String label() {
            return Messages.empty;
        }

        @Override
        public String description() {
            return Messages.emptyDescription;
        }

        @Override
        public Graph graph() {
            return Graph.EMPTY;
        }
    }

    /**
     * As a bundle contributes it.
     *
     * @param bundle that contributes it and has the file
     * @param file path in the bundle
     */
    record Contributed(String id, String label, String description, Bundle bundle, String file)
            implements GraphTemplate {

        @Override
        public Graph graph() throws GraphFileException {
            String name = bundle.getSymbolicName() + "/" + file;
            URL found = bundle.getEntry(file);
            if (found == null) {
                throw new GraphFileException(name, "",
                        "there is no such file in the bundle; report it to its provider");
            }
            try (InputStream in = found.openStream()) {
                return GraphFile.parse(in.readNBytes(GraphFile.MAX_BYTES + 1), name);
            } catch (IOException e) {
                throw new GraphFileException(name, "", "the file cannot be read: " + e.getMessage());
            }
        }
    }

    /**
     * As a person has kept it.
     *
     * @param label the file's name without its ending
     * @param file a graph
     */
    record Own(String label, Path file) implements GraphTemplate {

        @Override
        public String id() {
            return "org.stillroom.workbench.own." + label;
        }

        @Override
        public String description() {
            return Messages.ownDescription;
        }

        @Override
        public Graph graph() throws GraphFileException {
            return GraphFile.read(file);
        }
    }
}
