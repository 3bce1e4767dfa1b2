// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stillroom.diffusion.files.ModelFile.Part;
import org.stillroom.torch.formats.FileStart;
import org.stillroom.torch.formats.Reasons;

/** Asks the recognisers, and puts together what they found. */
final class Identification {

    private static final int NAMED = 3;
    private static final String UNKNOWN_FOLDER = "folder of an unknown kind";
    /** What names of models end with. */
    private static final List<String> UNREADABLE = List.of(".safetensors", ".sft", ".gguf");

    private Identification() {}

    static ModelFile of(Path path) {
        try {
            return Pipelines.isPipeline(path) ? Pipelines.identify(path) : single(path);
        } catch (UncheckedIOException e) {
            // a folder whose disk fails while it is listed
            return new ModelFile(path, ModelKind.UNKNOWN, UNKNOWN_FOLDER, List.of(), "", 0, 0,
                    Reasons.cannotRead(path, e.getCause()).getMessage());
        }
    }

    /** Of what is no pipeline. */
    static ModelFile single(Path path) {
        Contents contents = Contents.of(path);
        StoredNumbers numbers = contents.checkpoint().map(StoredNumbers::of).orElse(StoredNumbers.NONE);
        List<Part> parts = parts(contents);
        if (parts.isEmpty()) {
            Part none = nothing(contents);
            return new ModelFile(path, none.kind(), none.label(), List.of(), numbers.format(), numbers.count(),
                    numbers.bytes(), none.problem());
        }
        Part first = parts.getFirst();
        boolean several = parts.stream().filter(part -> part.kind() != ModelKind.TOKENIZER
                && part.kind() != ModelKind.CLIP_VISION).count() > 1;
        String all = ModelKind.CHECKPOINT.label()
                + parts.stream().map(Part::label).collect(Collectors.joining(", ", " (", ")"));
        return new ModelFile(path, several ? ModelKind.CHECKPOINT : first.kind(), several ? all : first.label(), parts,
                numbers.format(), numbers.count(), numbers.bytes(), several ? "" : first.problem());
    }

    private static List<Part> parts(Contents contents) {
        Optional<Part> whole = first(Recogniser.WHOLE, contents);
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        List<Part> parts = new ArrayList<>();
        for (Recogniser recogniser : Recogniser.PARTS) {
            recogniser.recognise(contents).ifPresent(parts::add);
        }
        return parts.isEmpty() ? OtherModels.configured(contents).stream().toList() : parts;
    }

    private static Optional<Part> first(List<Recogniser> recognisers, Contents contents) {
        return recognisers.stream().flatMap(each -> each.recognise(contents).stream()).findFirst();
    }

    private static Part nothing(Contents contents) {
        Path path = contents.path();
        if (contents.folder()) {
            return contents.hasFile("config.json") && contents.config().isEmpty()
                    ? new Part(ModelKind.NOT_A_MODEL, "folder with a damaged config.json", contents.problem())
                    : new Part(ModelKind.UNKNOWN, UNKNOWN_FOLDER, contents.problem());
        }
        if (contents.checkpoint().isPresent()) {
            List<String> names = contents.checkpoint().get().names().stream().limit(NAMED).toList();
            return new Part(ModelKind.UNKNOWN, "model of an unknown kind", path + " has no tensors of a model that is "
                    + "known here, but " + (names.isEmpty() ? "none at all" : String.join(", ", names) + " …") + ".");
        }
        if (!Files.exists(path)) {
            return new Part(ModelKind.NOT_A_MODEL, Files.isSymbolicLink(path) ? "link without target" : "missing file",
                    contents.problem());
        }
        Optional<FileStart> start = FileStart.of(path);
        if (start.isPresent()) {
            return new Part(ModelKind.NOT_A_MODEL, start.get().label(), contents.problem());
        }
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return UNREADABLE.stream().filter(name::endsWith).findFirst()
                .map(end -> new Part(ModelKind.NOT_A_MODEL, "unreadable " + end + " file", contents.problem()))
                .orElse(new Part(ModelKind.UNKNOWN, "file of an unknown kind", contents.problem()));
    }
}
