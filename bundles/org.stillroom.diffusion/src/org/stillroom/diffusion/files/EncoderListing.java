// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.torch.formats.CheckpointException;

/**
 * Finds every T5 encoder in model folders: folders with config.json and weights, and single files. Reads
 * config.json and headers only, so that a folder of hundreds of gigabytes takes a moment.
 */
public final class EncoderListing {

    private static final String MODEL = "model";

    private EncoderListing() {}

    /**
     * Looks through all model folders.
     *
     * @param found given each encoder as soon as it is known, in the order of their names
     * @param progress told before each model that is looked at
     */
    public static void find(ModelFolders folders, Consumer<ListedEncoder> found, Progress progress) {
        progress.progress(0, 0);
        List<String> names = folders.list();
        for (int i = 0; i < names.size(); i++) {
            progress.progress(i, names.size());
            look(folders, names.get(i)).ifPresent(found);
        }
        progress.progress(names.size(), names.size());
    }

    /**
     * Looks at one model.
     *
     * @param name relative to a model folder, as a graph names it
     * @return empty if it is something else than a T5 encoder
     */
    public static Optional<ListedEncoder> look(ModelFolders folders, String name) {
        Path path;
        try {
            path = folders.resolve(MODEL, name);
        } catch (NodeException e) {
            return named(name) ? Optional.of(new ListedEncoder.Broken(name, e.getMessage())) : Optional.empty();
        }
        ModelFile file = ModelFile.identify(path);
        Optional<ModelFile.Part> t5 = file.kind() == ModelKind.PIPELINE ? Optional.empty()
                : file.parts().stream().filter(part -> part.kind() == ModelKind.T5).findFirst();
        if (t5.isEmpty()) {
            boolean meant = file.kind() == ModelKind.NOT_A_MODEL && named(name);
            return meant ? Optional.of(broken(name, path, file.problem())) : Optional.empty();
        }
        try {
            return Optional.of(t5.get().sound() ? sound(name, path) : broken(name, path, t5.get().problem()));
        } catch (CheckpointException e) {
            return Optional.of(broken(name, path, e.getMessage()));
        }
    }

    /** What is wrong, with the name that graphs use in place of the whole path. */
    private static ListedEncoder broken(String name, Path path, String reason) {
        return new ListedEncoder.Broken(name, reason.replace(path.toString(), name));
    }

    /** Whether it was meant to be one, of what nothing but the name can be read. */
    private static boolean named(String name) {
        return name.toLowerCase(Locale.ROOT).contains("t5");
    }

    private static ListedEncoder sound(String name, Path path) throws CheckpointException {
        T5Files files = T5Files.open(path);
        StoredModel model = files.model();
        return new ListedEncoder.Sound(name, path, files.config(), model.parameters(), model.bytes(),
                model.memory(model.names()));
    }
}
