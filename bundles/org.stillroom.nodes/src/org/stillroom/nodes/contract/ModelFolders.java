// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.stillroom.graph.Ids;
import org.stillroom.nodes.folders.ModelListing;
import org.stillroom.nodes.folders.ModelRoot;
import org.stillroom.nodes.folders.ModelRoots;

/**
 * Where models are looked for. A graph names a model relative to one of these folders, with forward slashes on every
 * system; a name from a stranger's graph can never lead out of them. The first folder that has the name wins.
 *
 * <p>A folder may be plain; an installation of ComfyUI, which stands for its folder {@code models} and for those that
 * {@code extra_model_paths.yaml} names; or a cache of Hugging Face, where models have the names of their repositories.
 */
public final class ModelFolders {

    private static final Set<String> PICKLES = Set.of("ckpt", "pt", "pth", "bin", "pkl", "pickle");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    private final List<Path> folders;
    private final Path graphFolder;
    private final UnaryOperator<String> nearNames;
    private ModelRoots roots;

    /** Files that a graph names are relative to the working directory. */
    public ModelFolders(List<Path> folders) {
        this(folders, Path.of(""));
    }

    /**
     * @param folders searched in this order; one that does not exist is passed over
     * @param graphFolder what {@link Parameter.Kind#FILE} parameters are relative to
     */
    public ModelFolders(List<Path> folders, Path graphFolder) {
        this.folders = folders.stream().map(folder -> folder.toAbsolutePath().normalize()).toList();
        this.graphFolder = graphFolder.toAbsolutePath().normalize();
        this.nearNames = name -> NearNames.hint(name, list());
    }

    private ModelFolders(ModelFolders same) {
        this.folders = same.folders;
        this.graphFolder = same.graphFolder;
        this.nearNames = new ModelHints(same)::hint;
    }

    /**
     * The same folders, for looking up many names in one go: near names of a missing model come from one listing, and
     * only the first few that are missing get any. A graph that names 100,000 of them is so refused in good time.
     */
    public ModelFolders forManyNames() {
        return new ModelFolders(this);
    }

    /** As they were named. */
    public List<Path> folders() {
        return folders;
    }

    /**
     * Where a new model goes: the first folder whose models have the names of their files in it, and that can be
     * written to.
     */
    public Optional<Path> home() {
        return roots().home();
    }

    /** What of the folders cannot be read, such as an {@code extra_model_paths.yaml} with a mistake, as sentences. */
    public List<String> problems() {
        return roots().problems();
    }

    /** What the folders are is found out when it is first needed, and once. */
    private synchronized ModelRoots roots() {
        if (roots == null) {
            roots = ModelRoots.of(folders);
        }
        return roots;
    }

    /**
     * The file or folder of a model. Links, such as those of a Hugging Face cache, are followed as long as they stay
     * inside the same model folder; the path keeps the name it was asked by, so that a linked file keeps its extension.
     *
     * @param parameter id of the parameter that names the model, for messages
     * @param name relative to a model folder; {@code \} is read as {@code /}
     * @throws MissingModelException if no model folder has the name
     * @throws NodeException if the name is empty, leads out of the model folder or is a pickle
     */
    public Path resolve(String parameter, String name) throws NodeException {
        String plain = name.replace('\\', '/');
        String shown = "model \"" + Ids.shorten(name) + "\"";
        if (plain.startsWith("/") || DRIVE.matcher(plain).matches() || List.of(plain.split("/")).contains("..")) {
            throw new NodeException(parameter, shown + " would leave the model folders; "
                    + "name it relative to one of them, without ..");
        }
        if (plain.replace("/", "").replace(".", "").isBlank()) {
            throw new NodeException(parameter, "no model is chosen; name one relative to a model folder");
        }
        refusePickle(parameter, shown, plain);
        if (ModelListing.isIndex(plain)) {
            // its shards would be neither kept inside the model folder nor noticed when they change
            throw new NodeException(parameter, shown + " is an index of shards; name the folder that has it");
        }
        for (ModelRoot root : roots().roots()) {
            Optional<Path> found = path(parameter, shown, () -> root.path(plain));
            if (found.filter(Files::exists).isPresent()) {
                return ModelLinks.check(parameter, shown, root.folder(), found.get());
            }
            if (found.filter(Files::isSymbolicLink).isPresent()) {
                throw new MissingModelException(parameter, shown + " in " + root.folder() + " is a link to "
                        + ModelLinks.target(found.get()) + "; fetch the model again, or choose another");
            }
        }
        throw new MissingModelException(parameter, shown + " was not found in " + searched()
                + "; put it there or add the folder that has it." + nearNames.apply(plain)
                + problems().stream().map(problem -> " " + problem).collect(Collectors.joining()));
    }

    /**
     * A file of the user's own.
     *
     * @param parameter id of the parameter that names the file, for messages
     * @param name absolute, or relative to the graph's folder
     * @throws MissingModelException if there is no such file
     * @throws NodeException if the name is empty, no file, or a pickle
     */
    public Path file(String parameter, String name) throws NodeException {
        String shown = "file \"" + Ids.shorten(name) + "\"";
        if (name.isBlank()) {
            throw new NodeException(parameter, "no file is chosen");
        }
        refusePickle(parameter, shown, name);
        Path written = path(parameter, shown, () -> graphFolder.resolve(name));
        Path found = Files.exists(written) ? written
                : path(parameter, shown, () -> graphFolder.resolve(name.replace('\\', '/')));
        if (!Files.exists(found)) {
            throw new MissingModelException(parameter, shown + " was not found in " + graphFolder
                    + "; put it there or choose another");
        }
        // a pipe or a device could be read from for ever
        if (!Files.isRegularFile(found)) {
            throw new NodeException(parameter, shown + " is not a file; choose one");
        }
        return found.normalize();
    }

    /**
     * Changes whenever a model or file does, even under the same name and with the same size. Cheap: of each file only
     * attributes and both ends are read.
     *
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public String fingerprint(Path model) {
        return Fingerprint.of(model);
    }

    /**
     * Names of what looks like a model, sorted: folders with config.json, model_index.json or tokenizer files, single
     * .safetensors, .sft and .gguf files, and what people have in their place, such as pickles and links that lead
     * nowhere, of which {@link #resolve} says what is wrong. Looks only a few levels deep.
     */
    public List<String> list() {
        return roots().roots().stream().flatMap(root -> root.list().stream()).distinct().sorted().toList();
    }

    private String searched() {
        return folders.isEmpty() ? "any model folder, as none is set"
                : folders.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    private static <T> T path(String parameter, String shown, Supplier<T> path) throws NodeException {
        try {
            return path.get();
        } catch (InvalidPathException e) {
            throw new NodeException(parameter, shown + " has a character that file names cannot have here ("
                    + e.getReason() + "); rename it", e);
        }
    }

    static void refusePickle(String parameter, String shown, String name) throws NodeException {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT).stripTrailing();
        if (PICKLES.contains(extension)) {
            throw new NodeException(parameter, shown + " is a pickle, which can run code when opened; "
                    + "convert it to .safetensors and choose that");
        }
    }
}
