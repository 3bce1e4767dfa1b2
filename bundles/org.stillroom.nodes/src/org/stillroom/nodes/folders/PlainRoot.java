// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.folders;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder whose models have the names that their files have in it.
 *
 * @param listed whether its models are offered; others are found only where a graph names them so
 */
record PlainRoot(Path folder, boolean listed) implements ModelRoot {

    @Override
    public Optional<Path> path(String name) {
        return Optional.of(folder.resolve(name));
    }

    @Override
    public List<String> list() {
        return listed ? ModelListing.of(folder) : List.of();
    }
}
