// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.Reasons;

/**
 * What a file or folder is, as far as its config.json and headers tell. Listings, pickers and messages ask this, so
 * that all say the same.
 *
 * @param kind what it is as a whole
 * @param label for people, such as {@code FLUX.1 dev transformer}
 * @param parts what is in it; one, unless it is a pipeline, a checkpoint or an encoder with its tokenizer
 * @param format how its numbers are stored, such as {@code BF16}; empty where there are none
 * @param parameters how many numbers it has; 0 where that is not known
 * @param bytes of its tensors, as stored
 * @param problem why it cannot be used as what it is, as a sentence; empty if it can
 */
public record ModelFile(Path path, ModelKind kind, String label, List<Part> parts, String format, long parameters,
        long bytes, String problem) {

    private static final String NOT_RUN = ", which Stillroom does not run";

    /**
     * Something that a model can be asked for.
     *
     * @param problem why it cannot be had, as a sentence; empty if it can
     */
    public record Part(ModelKind kind, String label, String problem) {

        /** Of what no node takes. */
        static Part notRun(ModelKind kind, String label, Path path) {
            return new Part(kind, label, path + " is " + Reasons.article(label) + " " + label + NOT_RUN + ".");
        }

        public boolean sound() {
            return problem.isEmpty();
        }
    }

    public ModelFile {
        parts = List.copyOf(parts);
    }

    /**
     * Looks at a file or folder. Reads config.json and headers, never weights, and throws nothing whatever is in there.
     *
     * @param path need not exist
     */
    public static ModelFile identify(Path path) {
        return Identification.of(path);
    }

    /**
     * Ids of what it is, sound or not, and of the sound parts that it can be asked for. Those of a pipeline, which lie
     * in folders of their own, are written {@code pipeline/t5}.
     */
    public SortedSet<String> kinds() {
        String before = kind == ModelKind.PIPELINE ? kind.id() + "/" : "";
        SortedSet<String> kinds = new TreeSet<>();
        kinds.add(kind.id());
        parts.stream().filter(Part::sound).forEach(part -> kinds.add(before + part.kind().id()));
        return kinds;
    }

    /** What else is in the file, such as tensors and bytes that nobody reads, as sentences. */
    public List<String> notes() {
        return FileNotes.of(this);
    }

    /** How its numbers are stored, how many there are, and their bytes; empty texts where that is not known. */
    public List<String> details() {
        return List.of(format,
                parameters == 0 ? "" : short1000(parameters, "", "thousand ", "million ", "billion ") + "parameters",
                bytes == 0 ? "" : short1000(bytes, "bytes", "kB", "MB", "GB"));
    }

    /** In a line, such as {@code T5 encoder, F16, 4.8 billion parameters, 9.5 GB}. */
    public String summary() {
        return Stream.concat(Stream.of(label), details().stream()).filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** Three digits or so, with the unit that fits. */
    private static String short1000(long number, String... units) {
        double value = number;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, value < 99.95 && unit > 0 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    }

    /**
     * Why a model cannot be read as what was asked for, in better words where it is something else.
     *
     * @param refused what the reader says
     * @param wanted what was asked for
     * @return the same exception if it is what was asked for, or nobody knows what it is
     */
    public static CheckpointException explained(CheckpointException refused, Path path, ModelKind wanted) {
        ModelFile file = identify(path);
        if (file.kind == ModelKind.UNKNOWN || file.kind == ModelKind.NOT_A_MODEL || file.kind.is(wanted)) {
            return refused;
        }
        Optional<Part> meant = file.parts.stream().filter(part -> part.kind().is(wanted)).findFirst();
        if (meant.isEmpty()) {
            return new CheckpointException(file.otherThan(wanted), refused);
        }
        // a reader that was not made for checkpoints does not know that it looks at one
        return file.kind != ModelKind.CHECKPOINT || meant.get().sound() ? refused
                : new CheckpointException(meant.get().problem(), refused);
    }

    private String otherThan(ModelKind wanted) {
        return path + " is " + Reasons.article(label) + " " + label + (kind.run() ? "" : NOT_RUN) + "; choose "
                + wanted.choice() + ".";
    }
}
