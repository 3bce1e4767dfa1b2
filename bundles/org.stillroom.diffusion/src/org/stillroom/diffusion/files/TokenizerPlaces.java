// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.stillroom.diffusion.files.FoundTokenizer.Wanted;
import org.stillroom.diffusion.text.TokenizerKind;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;

/** Where tokenizers may lie, the likeliest places first. */
final class TokenizerPlaces {

    private static final String TOKENIZER = "tokenizer";
    private static final String ENCODER = "text_encoder";
    private static final List<String> PARTS = List.of("tokenizer_3", "tokenizer_2", TOKENIZER);
    private static final List<String> T5_REPOSITORIES = List.of("google/t5-v1_1-xxl", "black-forest-labs/FLUX.1-dev",
            "black-forest-labs/FLUX.1", "stabilityai/stable-diffusion-3", "google/t5-v1_1", "google/umt5");
    private static final List<String> CLIP_REPOSITORIES = List.of("openai/clip-vit-large-patch14",
            "black-forest-labs/FLUX.1", "stabilityai/stable-diffusion-3", "openai/clip");

    private final ModelFolders folders;
    private final HuggingFaceCache cache;

    TokenizerPlaces(ModelFolders folders, HuggingFaceCache cache) {
        this.folders = folders;
        this.cache = cache;
    }

    /** Not all of these are there, or are tokenizers. Looked for as the stream goes on. */
    Stream<FoundTokenizer> all(Wanted wanted) {
        return Stream.<Supplier<Stream<FoundTokenizer>>>of(() -> beside(wanted), this::inModelFolders, this::inComfyUi,
                () -> fetched(wanted.kind()), this::packed).flatMap(Supplier::get);
    }

    /** What belongs to the encoder and to no other one. Not all of these are there, or are tokenizers. */
    Stream<FoundTokenizer> own(Wanted wanted) {
        Path encoder = wanted.path().toAbsolutePath();
        if (!Files.isDirectory(encoder)) {
            return Stream.concat(Stream.of(new FoundTokenizer(wanted.encoder(), encoder)),
                    inFolders(ofPart(encoder.getParent()).stream()));
        }
        return inFolders(Stream.concat(Stream.of(encoder), ofPart(encoder).stream()));
    }

    /** In a pipeline, the folder of the tokenizer that is named like the encoder's. */
    private static Optional<Path> ofPart(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.startsWith(ENCODER) ? Optional.of(folder.resolveSibling(name.replace(ENCODER, TOKENIZER)))
                : Optional.empty();
    }

    private Stream<FoundTokenizer> beside(Wanted wanted) {
        Path encoder = wanted.path().toAbsolutePath();
        Path folder = Files.isDirectory(encoder) ? encoder : encoder.getParent();
        List<Path> places = new ArrayList<>(List.of(folder));
        Path pipeline = folder.getParent();
        if (pipeline != null) {
            PARTS.stream().map(pipeline::resolve).forEach(places::add);
        }
        // of a pipeline that is named as a whole
        PARTS.stream().map(folder::resolve).forEach(places::add);
        return inFolders(places.stream());
    }

    private Stream<FoundTokenizer> inFolders(Stream<Path> places) {
        return places.flatMap(place -> tokenizer(place).stream()).flatMap(place -> named(place).stream());
    }

    /** By its name in a model folder; nothing outside of all of them lies beside an encoder. */
    private Optional<FoundTokenizer> named(Path place) {
        return folders.folders().stream().map(TokenizerPlaces::real).filter(root -> real(place).startsWith(root))
                .findFirst().map(root -> new FoundTokenizer(slashes(root.relativize(real(place))), place));
    }

    private Stream<FoundTokenizer> inModelFolders() {
        return folders.list().stream().flatMap(name -> resolved(name).filter(Files::isDirectory).stream()
                .flatMap(folder -> tokenizer(folder).stream().map(place -> new FoundTokenizer(place.equals(folder)
                        ? name : name + "/" + slashes(folder.relativize(place)), place))));
    }

    private Optional<Path> resolved(String name) {
        try {
            return Optional.of(folders.resolve("model", name));
        } catch (NodeException e) {
            return Optional.empty();
        }
    }

    /**
     * The tokenizer in a folder: the folder or, where weights lie in it, the file alone, as these are no part of it and
     * large.
     */
    private static Optional<Path> tokenizer(Path folder) {
        if (list(folder).noneMatch(TokenizerPlaces::isWeights)) {
            return Optional.of(folder);
        }
        return Stream.of("tokenizer.json", "spiece.model").map(folder::resolve).filter(Files::isRegularFile).findFirst()
                .or(() -> Files.exists(folder.resolve("config.json")) ? Optional.of(folder) : Optional.empty());
    }

    private static boolean isWeights(Path file) {
        return file.toString().endsWith(".safetensors") || file.toString().endsWith(".gguf");
    }

    /** ComfyUI brings what it needs; its models lie in a folder of it, or it is the model folder. */
    private Stream<FoundTokenizer> inComfyUi() {
        return folders.folders().stream().flatMap(root -> Stream.iterate(root, folder -> folder != null,
                Path::getParent).limit(3)).distinct().flatMap(folder -> {
                    Path comfy = folder.resolve("comfy");
                    return Stream.concat(list(comfy.resolve("text_encoders")), list(comfy)).filter(Files::isDirectory)
                            .filter(found -> found.getFileName().toString().contains(TOKENIZER))
                            .map(found -> new FoundTokenizer(under(folder, found), found));
                });
    }

    private Stream<FoundTokenizer> fetched(TokenizerKind kind) {
        List<String> first = kind == TokenizerKind.T5 ? T5_REPOSITORIES : CLIP_REPOSITORIES;
        return cache.snapshots(first).stream().flatMap(snapshot -> {
            Path folder = snapshot.folder();
            return Stream.concat(PARTS.stream().map(folder::resolve), Stream.of(folder))
                    .flatMap(place -> tokenizer(place).stream())
                    .map(place -> new FoundTokenizer(place.equals(folder) ? snapshot.repository()
                            : snapshot.repository() + "/" + slashes(folder.relativize(place)), place));
        });
    }

    /** In files of other encoders. */
    private Stream<FoundTokenizer> packed() {
        return folders.list().stream().filter(name -> name.endsWith(".gguf"))
                .flatMap(name -> resolved(name).map(path -> new FoundTokenizer(name, path)).stream());
    }

    private static String under(Path folder, Path found) {
        Path name = folder.getFileName();
        return (name == null ? "" : name + "/") + slashes(folder.relativize(found));
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.sorted().toList().stream();
        } catch (IOException e) {
            // one that is not there or cannot be read has nothing
            return Stream.empty();
        }
    }
}
