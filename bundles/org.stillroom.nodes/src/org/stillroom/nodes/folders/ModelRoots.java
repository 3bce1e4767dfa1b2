// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.folders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where models are looked for in folders that somebody named.
 *
 * @param roots in the order in which they are looked through
 * @param problems what of them could not be read, as sentences
 */
public record ModelRoots(List<ModelRoot> roots, List<String> problems) {

    private static final String MODELS = "models";
    private static final String PORTABLE = "ComfyUI";
    private static final String HUB = "hub";

    public ModelRoots {
        roots = List.copyOf(roots);
        problems = List.copyOf(problems);
    }

    /**
     * Looks at what the folders are. A graph names models alike whether the installation of ComfyUI, the folder that a
     * portable one is in, or its folder {@code models} is named.
     *
     * @param folders absolute; need not exist
     */
    public static ModelRoots of(List<Path> folders) {
        Set<ModelRoot> roots = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        folders.forEach(folder -> add(folder, roots, problems));
        return new ModelRoots(List.copyOf(roots), problems);
    }

    /** Where a new model can be put, and is then listed by its place. */
    public Optional<Path> home() {
        return roots.stream().filter(root -> root instanceof PlainRoot plain && plain.listed()).map(ModelRoot::folder)
                .filter(folder -> Files.isDirectory(folder) && Files.isWritable(folder)).findFirst();
    }

    /** Whether a folder is an installation of ComfyUI, has one in it, or is the folder of its models. */
    public static boolean isOfComfyUi(Path folder) {
        boolean models = folder.getFileName() != null && folder.getFileName().toString().equals(MODELS);
        return isComfyUi(folder) || isComfyUi(folder.resolve(PORTABLE))
                || models && folder.getParent() != null && isComfyUi(folder.getParent());
    }

    /** Whether a folder is the cache of Hugging Face's libraries, or has it in it. */
    public static boolean isOfHuggingFace(Path folder) {
        return HubRoot.is(folder) || HubRoot.is(folder.resolve(HUB));
    }

    private static void add(Path folder, Set<ModelRoot> roots, List<String> problems) {
        Path hub = folder.resolve(HUB);
        if (HubRoot.is(folder) || HubRoot.is(hub)) {
            roots.add(new HubRoot(HubRoot.is(folder) ? folder : hub));
            roots.add(new PlainRoot(folder, false));
            return;
        }
        Path portable = folder.resolve(PORTABLE);
        if (isComfyUi(portable)) {
            add(portable, roots, problems);
            roots.add(new PlainRoot(folder, false));
            return;
        }
        boolean installation = isComfyUi(folder);
        Path models = installation ? folder.resolve(MODELS) : folder;
        ComfyPaths extra = extra(folder, problems);
        roots.addAll(extra.first());
        roots.add(new PlainRoot(models, true));
        roots.addAll(extra.last());
        if (installation) {
            roots.add(new PlainRoot(folder, false));
        }
    }

    /** Its program, or what its desktop application keeps beside the models. */
    private static boolean isComfyUi(Path folder) {
        return Files.isDirectory(folder.resolve(MODELS)) && (Files.isDirectory(folder.resolve("comfy"))
                || Files.isDirectory(folder.resolve("custom_nodes")));
    }

    /** Of the file in the folder or, where that is the models of an installation, beside it. */
    private static ComfyPaths extra(Path folder, List<String> problems) {
        Path inside = folder.resolve(ComfyPaths.NAME);
        boolean models = folder.getFileName() != null && folder.getFileName().toString().equals(MODELS);
        Path file = models && !Files.exists(inside) ? folder.resolveSibling(ComfyPaths.NAME) : inside;
        if (!Files.isRegularFile(file)) {
            return ComfyPaths.NONE;
        }
        try {
            return ComfyPaths.read(file, System::getenv);
        } catch (IOException e) {
            problems.add(file + " names further model folders, but cannot be used, because " + e.getMessage()
                    + "; correct it or put it away.");
            return ComfyPaths.NONE;
        }
    }
}
