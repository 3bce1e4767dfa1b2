// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/**
 * Finds every T5 encoder in model folders: folders with config.json and weights, and single .safetensors files. Reads
 * config.json and headers only, so that a folder of hundreds of gigabytes takes a moment.
 */
public final class EncoderListing {

    private static final String MODEL = "model";
    private static final List<String> OF_T5 =
            List.of("encoder.final_layer_norm.weight", "SelfAttention.relative_attention_bias.weight");

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
        try {
            return candidate(name, path) ? Optional.of(sound(name, path)) : Optional.empty();
        } catch (CheckpointException e) {
            return Optional.of(broken(name, path, e.getMessage()));
        } catch (UncheckedIOException e) {
            return Optional.of(broken(name, path, e.getCause().getMessage()));
        }
    }

    /** What is wrong, with the name that graphs use in place of the whole path. */
    private static ListedEncoder broken(String name, Path path, String reason) {
        return new ListedEncoder.Broken(name, reason.replace(path.toString(), name));
    }

    /** Whether it is or was meant to be a T5 encoder: by its config.json, its tensors or, failing these, its name. */
    private static boolean candidate(String name, Path path) {
        boolean folder = Files.isDirectory(path);
        Path config = path.resolve("config.json");
        if (folder && Files.exists(config)) {
            try {
                ConfigFile.read(config);
                return T5Config.describes(path);
            } catch (CheckpointException e) {
                return isT5(path).orElse(named(name));
            }
        }
        return folder ? isT5(path).orElse(false) : name.endsWith(".safetensors") && isT5(path).orElse(named(name));
    }

    private static boolean named(String name) {
        return name.toLowerCase(Locale.ROOT).contains("t5");
    }

    /** By the names of its tensors; empty if they cannot be read. */
    private static Optional<Boolean> isT5(Path weights) {
        try {
            SortedSet<String> names = Checkpoint.open(weights).names();
            return Optional.of(OF_T5.stream().allMatch(end -> names.stream().anyMatch(name -> name.endsWith(end))));
        } catch (CheckpointException e) {
            return Optional.empty();
        }
    }

    private static ListedEncoder sound(String name, Path path) throws CheckpointException {
        T5Files files = T5Files.open(path);
        return new ListedEncoder.Sound(name, path, files.config(), files.model().parameters(), files.model().bytes());
    }
}
