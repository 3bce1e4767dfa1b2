// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stillroom.diffusion.files.ModelFile.Part;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.CheckpointException;

/** Pipelines in diffusers' layout: a folder for each part. */
final class Pipelines {

    private static final String INDEX = "model_index.json";
    private static final String TRANSFORMER = "transformer";

    /** Folders where nodes look for a part when only the pipeline is named. */
    private record Place(ModelKind kind, String folders) {}

    private static final List<Place> PLACES = List.of(new Place(ModelKind.TRANSFORMER, TRANSFORMER),
            new Place(ModelKind.T5, "text_encoder(_\\d)?"), new Place(ModelKind.CLIP, "text_encoder(_\\d)?"),
            new Place(ModelKind.VAE, "vae(_\\d)?"), new Place(ModelKind.TOKENIZER, "tokenizer(_\\d)?"));

    private Pipelines() {}

    static boolean isPipeline(Path path) {
        return hasIndex(path) || !Files.exists(path.resolve("config.json"))
                && Files.isRegularFile(path.resolve(TRANSFORMER).resolve("config.json"));
    }

    private static boolean hasIndex(Path path) {
        return Files.isRegularFile(path.resolve(INDEX));
    }

    static ModelFile identify(Path path) {
        List<ModelFile> inside = inside(path);
        List<Part> parts = new ArrayList<>();
        for (Place place : PLACES) {
            part(path, place, inside).ifPresent(parts::add);
        }
        StoredNumbers numbers = inside.stream()
                .map(file -> new StoredNumbers(file.format(), file.parameters(), file.bytes()))
                .reduce(StoredNumbers.NONE, StoredNumbers::plus);
        Part whole = whole(path, parts);
        return new ModelFile(path, whole.kind(), whole.label(), parts, numbers.format(), numbers.count(),
                numbers.bytes(), whole.problem());
    }

    /** A pipeline is of its transformer's family, whatever its class is called. */
    private static Part whole(Path path, List<Part> parts) {
        Optional<Part> transformer =
                parts.stream().filter(part -> part.kind() == ModelKind.TRANSFORMER).findFirst();
        String named = className(path);
        if (transformer.isPresent()) {
            return new Part(ModelKind.PIPELINE, transformer.get().label().replace(TRANSFORMER,
                    ModelKind.PIPELINE.label()), transformer.get().problem());
        }
        return named.isEmpty() ? new Part(ModelKind.PIPELINE, ModelKind.PIPELINE.label(), path + " has no transformer.")
                : Part.notRun(ModelKind.PIPELINE, named, path);
    }

    private static String className(Path path) {
        try {
            return ConfigFile.read(path.resolve(INDEX)).text("_class_name", "");
        } catch (CheckpointException e) {
            return "";
        }
    }

    private static Optional<Part> part(Path path, Place place, List<ModelFile> inside) {
        List<ModelFile> found = inside.stream().filter(file -> file.kind() == place.kind() && folder(file)
                .matches(place.folders())).toList();
        if (found.isEmpty() || !hasIndex(path) && place.kind() != ModelKind.TRANSFORMER) {
            return Optional.empty();
        }
        if (place.kind() == ModelKind.CLIP && found.size() == 2) {
            // the node takes the one that it is wired for
            return Optional.of(new Part(place.kind(), "CLIP-L and CLIP-G text encoders", found.stream()
                    .map(ModelFile::problem).filter(problem -> !problem.isEmpty()).findFirst().orElse("")));
        }
        String names = found.stream().map(Pipelines::folder).collect(Collectors.joining(", "));
        return Optional.of(new Part(place.kind(), found.getFirst().label(), found.size() == 1
                ? found.getFirst().problem()
                : path + " has more than one " + place.kind().label() + ": " + names
                        + "; choose one of these folders."));
    }

    private static String folder(ModelFile file) {
        return file.path().getFileName().toString();
    }

    private static List<ModelFile> inside(Path path) {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isDirectory)
                    .filter(folder -> PLACES.stream()
                            .anyMatch(place -> folder.getFileName().toString().matches(place.folders())))
                    .sorted().map(Identification::single).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
