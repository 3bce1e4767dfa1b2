// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;

/**
 * A folder that a person chose, as graphs can name it.
 *
 * @param name relative to a model folder; empty where the folder is to be a model folder itself
 * @param add folder to add to the model folders so that the name means the chosen one
 */
record ChosenFolder(String name, Optional<Path> add) {

    private static final int HIGHEST = 3;

    static ChosenFolder of(ModelFolders folders, Path chosen) {
        Path folder = chosen.toAbsolutePath().normalize();
        for (Path root : folders.folders()) {
            if (folder.startsWith(root) && !folder.equals(root) && means(folders, name(root, folder), folder)) {
                return new ChosenFolder(name(root, folder), Optional.empty());
            }
        }
        if (!Files.isRegularFile(folder.resolve("config.json"))) {
            // a folder of models
            return new ChosenFolder("", folders.folders().contains(folder) ? Optional.empty() : Optional.of(folder));
        }
        Path root = folder.getParent();
        // another model of the same name goes first as long as a folder before this one has it
        for (int i = 1; i < HIGHEST && root.getParent() != null && taken(folders, name(root, folder)); i++) {
            root = root.getParent();
        }
        return new ChosenFolder(name(root, folder), Optional.of(root));
    }

    private static String name(Path root, Path folder) {
        return root.relativize(folder).toString().replace('\\', '/');
    }

    private static boolean taken(ModelFolders folders, String name) {
        try {
            folders.resolve("model", name);
            return true;
        } catch (NodeException e) {
            return false;
        }
    }

    private static boolean means(ModelFolders folders, String name, Path folder) {
        try {
            return Files.isSameFile(folders.resolve("model", name), folder);
        } catch (NodeException | IOException e) {
            return false;
        }
    }
}
