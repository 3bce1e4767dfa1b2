// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the files of a checkpoint and joins the headers of shards. */
final class CheckpointFiles {

    static final String SUFFIX = ".safetensors";
    static final String INDEX_SUFFIX = ".safetensors.index.json";
    private static final List<String> STEMS = List.of("model", "diffusion_pytorch_model");
    private static final List<String> PICKLES = List.of(".bin", ".ckpt", ".pt", ".pth");
    /** The index of shards, of a variant as well. */
    private static final Pattern INDEX = Pattern.compile(".+\\.safetensors\\.index(\\.[\\w-]+)?\\.json");
    private static final int MOST_NAMED = 20;
    private static final int MAX_LISTED_FILES = 100_000;

    private CheckpointFiles() {
    }

    static Checkpoint open(Path path) throws CheckpointException {
        Path file = Files.isDirectory(path) ? choose(path) : path;
        if (INDEX.matcher(file.getFileName().toString()).matches()) {
            return shards(path, file);
        }
        refusePickle(file);
        FileHeader header = FileHeader.read(file);
        return new Checkpoint(path, header.tensors(), List.of(header));
    }

    private static void refusePickle(Path file) throws CheckpointException {
        String name = file.getFileName().toString();
        if (PICKLES.stream().anyMatch(name::endsWith)) {
            throw new CheckpointException(file + " is a pickle file, which can run code when it is read; "
                    + "use the model's .safetensors file, or convert it with a tool you trust.");
        }
    }

    private static Path choose(Path folder) throws CheckpointException {
        List<String> names = list(folder);
        for (String stem : STEMS) {
            for (String suffix : List.of(SUFFIX, INDEX_SUFFIX)) {
                if (names.contains(stem + suffix)) {
                    return folder.resolve(stem + suffix);
                }
            }
        }
        List<String> indexes = names.stream().filter(name -> name.endsWith(INDEX_SUFFIX)).toList();
        if (indexes.size() == 1) {
            return folder.resolve(indexes.get(0));
        }
        List<String> files = names.stream().filter(name -> name.endsWith(SUFFIX)).toList();
        List<String> plain = files.stream().filter(name -> !isVariant(name)).toList();
        if (plain.size() == 1) {
            return folder.resolve(plain.get(0));
        }
        List<String> variants = names.stream().filter(name -> INDEX.matcher(name).matches()).toList();
        if (indexes.isEmpty() && variants.size() == 1 && plain.isEmpty()) {
            return folder.resolve(variants.get(0));
        }
        if (files.size() == 1) {
            return folder.resolve(files.get(0));
        }
        List<String> models = names.stream().filter(Container::named).toList();
        if (models.size() == 1) {
            return folder.resolve(models.get(0));
        }
        throw none(folder, names, models);
    }

    /** {@code model.fp16.safetensors}: something between the stem and the suffix. */
    private static boolean isVariant(String name) {
        String stem = name.substring(0, name.length() - SUFFIX.length());
        return STEMS.stream().anyMatch(each -> stem.startsWith(each + "."));
    }

    private static CheckpointException none(Path folder, List<String> names, List<String> files) {
        if (!files.isEmpty()) {
            return new CheckpointException(folder + " holds several model files (" + some(files)
                    + ") and no index of shards; name one of them.");
        }
        List<String> pickles = names.stream().filter(name -> PICKLES.stream().anyMatch(name::endsWith)).toList();
        if (pickles.isEmpty()) {
            return new MissingFileException(folder + " holds no .safetensors file; fetch the model's weights, or "
                    + "choose another folder.");
        }
        return new CheckpointException(folder + " holds no .safetensors file, only pickles (" + some(pickles)
                + "), which can run code when they are read and are therefore refused.");
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
                + (names.size() > MOST_NAMED ? ", ..." : "");
    }

    private static List<String> list(Path folder) throws CheckpointException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.limit(MAX_LISTED_FILES).map(each -> each.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw Reasons.cannotRead(folder, e);
        }
    }

    private static Checkpoint shards(Path path, Path index) throws CheckpointException {
        Map<String, String> places = ShardIndex.read(index);
        SortedMap<String, TensorInfo> tensors = new TreeMap<>();
        List<FileHeader> headers = new ArrayList<>();
        requireAll(index, new TreeSet<>(places.values()));
        for (String name : new TreeSet<>(places.values())) {
            FileHeader header = FileHeader.read(index.resolveSibling(name));
            for (TensorInfo info : header.tensors().values()) {
                TensorInfo other = tensors.put(info.name(), info);
                if (other != null) {
                    throw new CheckpointException("The tensor " + info.name() + " is in two shards, "
                            + other.file().getFileName() + " and " + name + ", of " + index + ".");
                }
            }
            headers.add(header);
        }
        for (Map.Entry<String, String> place : places.entrySet()) {
            TensorInfo info = tensors.get(place.getKey());
            if (info == null || !info.file().getFileName().toString().equals(place.getValue())) {
                throw new CheckpointException("The tensor " + place.getKey() + " is not in the shard "
                        + place.getValue() + ", where " + index + " says it is.");
            }
        }
        return new Checkpoint(path, tensors, headers);
    }

    private static void requireAll(Path index, SortedSet<String> shards) throws MissingFileException {
        List<String> missing = shards.stream().filter(name -> !Files.exists(index.resolveSibling(name))).toList();
        if (!missing.isEmpty()) {
            throw new MissingFileException((missing.size() == 1 ? "The shard " + missing.get(0) + " is missing beside "
                    : missing.size() + " of " + shards.size() + " shards (" + some(missing) + ") are missing beside ")
                    + index + "; fetch " + (missing.size() == 1 ? "it" : "them")
                    + " from where the model is from.");
        }
    }
}
