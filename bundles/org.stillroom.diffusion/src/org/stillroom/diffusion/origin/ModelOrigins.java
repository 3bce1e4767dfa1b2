// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.origin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stillroom.graph.ModelOrigin;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/**
 * Reads where a model comes from: headers of its weights (SAI's {@code modelspec}, GGUF's {@code general}), then its
 * config.json, the front matter of its model card, the text of its licence, and the place in a Hugging Face cache.
 */
public final class ModelOrigins {

    private static final int MOST_FILES = 2000;
    /** How deep models lie in the folder of the pipeline that they belong to. */
    private static final int PARTS = 2;
    private static final Pattern LICENCE = Pattern.compile("(?i)(licen[cs]e|copying)([-_. ].*)?");
    private static final String INDEX = "model_index.json";
    private static final String CARD = "README.md";

    private ModelOrigins() {}

    /**
     * What a model's files tell. Reads headers and small files, and throws nothing, whatever lies there.
     *
     * @param model a file or folder
     * @return without {@link ModelOrigin#bytes}
     */
    public static ModelOrigin of(Path model) {
        Optional<HubSource> hub = HubSource.of(model);
        ModelOrigin origin = header(model);
        for (Path folder : folders(model, hub)) {
            origin = origin.orElse(ConfigOrigin.read(folder.resolve("config.json")))
                    .orElse(ModelCard.read(folder.resolve(CARD)));
            for (Path text : licenceTexts(folder)) {
                origin = origin.orElse(LicenseText.read(text));
            }
        }
        return hub.isEmpty() ? origin : hub.get().of(origin);
    }

    /** Files of a model's folder that say what it is and on what terms, for whoever passes it on. */
    public static List<Path> texts(Path model) {
        List<Path> texts = new ArrayList<>();
        for (Path folder : folders(model, HubSource.of(model))) {
            if (texts.isEmpty()) {
                texts.addAll(licenceTexts(folder));
                Optional.of(folder.resolve(CARD)).filter(Files::isRegularFile).ifPresent(texts::add);
            }
        }
        return texts;
    }

    private static ModelOrigin header(Path model) {
        try {
            return HeaderOrigin.of(Checkpoint.open(model).metadata());
        } catch (CheckpointException e) {
            // a tokenizer or a pipeline has no weights of its own; what is broken is said elsewhere
            return ModelOrigin.UNKNOWN;
        }
    }

    /** Folders whose card and licence are those of the model, the nearest first. */
    private static List<Path> folders(Path model, Optional<HubSource> hub) {
        boolean folder = Files.isDirectory(model);
        Path nearest = folder ? model : model.toAbsolutePath().getParent();
        List<Path> folders = new ArrayList<>();
        if (hub.isPresent()) {
            for (Path at = nearest.toAbsolutePath().normalize(); at.startsWith(hub.get().snapshot());
                    at = at.getParent()) {
                folders.add(at);
            }
            return folders;
        }
        // of a file among others, what lies beside it may belong to any of them
        if (folder || Files.exists(nearest.resolve(INDEX)) || isAlone(nearest)) {
            folders.add(nearest);
        }
        Path above = nearest.toAbsolutePath().getParent();
        for (int i = 0; i < PARTS && above != null; i++, above = above.getParent()) {
            if (Files.exists(above.resolve(INDEX))) {
                folders.add(above);
            }
        }
        return folders;
    }

    private static boolean isAlone(Path folder) {
        return names(folder).filter(name -> name.endsWith(".safetensors") || name.endsWith(".sft")
                || name.endsWith(".gguf")).count() == 1;
    }

    private static List<Path> licenceTexts(Path folder) {
        return names(folder).filter(name -> LICENCE.matcher(name).matches())
                .map(folder::resolve).filter(Files::isRegularFile).toList();
    }

    private static Stream<String> names(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.limit(MOST_FILES).map(file -> file.getFileName().toString())
                    .sorted().toList().stream();
        } catch (IOException | UncheckedIOException e) {
            // one that cannot be read tells nothing
            return Stream.empty();
        }
    }
}
