// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.folders;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder that stands for one in a model folder, as those of {@code extra_model_paths.yaml} do: a checkpoint is
 * {@code checkpoints/NAME} wherever it lies.
 *
 * @param name of the folder that it stands for
 */
record MountedRoot(Path folder, String name) implements ModelRoot {

    @Override
    public Optional<Path> path(String wanted) {
        return wanted.startsWith(name + "/") ? Optional.of(folder.resolve(wanted.substring(name.length() + 1)))
                : Optional.empty();
    }

    @Override
    public List<String> list() {
        return ModelListing.of(folder).stream().map(each -> name + "/" + each).toList();
    }
}
