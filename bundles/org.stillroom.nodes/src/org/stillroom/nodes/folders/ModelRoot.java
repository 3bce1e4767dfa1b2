// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.folders;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A place where models are looked for by the names that graphs have for them. */
public interface ModelRoot {

    /** What links in the models may not lead out of. */
    Path folder();

    /**
     * Where a name leads to.
     *
     * @param name with forward slashes, and without {@code ..}
     * @return need not exist; empty if no model of such a name can be here
     * @throws InvalidPathException if the name has a character that file names cannot have here
     */
    Optional<Path> path(String name);

    /** Names of what looks like a model, sorted; none if the folder cannot be read. */
    List<String> list();
}
