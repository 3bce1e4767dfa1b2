// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.files.ModelFile.Part;
import org.stillroom.diffusion.text.ClipFiles;
import org.stillroom.diffusion.text.ClipPart;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/** What else is in a model's file, so that nothing is passed over in silence: tensors and bytes that nobody reads. */
final class FileNotes {

    private static final int NAMED = 3;
    /** What may stand beside the weight of a layer and belongs to it. */
    private static final Set<String> OF_A_LAYER = Set.of("scale_weight", "scale_input", "weight_scale",
            "weight_scale_2", "weight_scale_inv", "input_scale", "comfy_quant", "SCB", "weight_format", "bias");
    private static final String OF_A_FILE = "scaled_fp8";

    private FileNotes() {}

    /** Sentences; none where there is nothing to say, or the file cannot be read. */
    static List<String> of(ModelFile file) {
        if (file.kind() == ModelKind.PIPELINE || file.kind() != ModelKind.CHECKPOINT && !file.problem().isEmpty()) {
            return List.of();
        }
        List<String> notes = new ArrayList<>();
        file.parts().stream().filter(part -> file.parts().size() > 1 && !part.sound())
                .forEach(part -> notes.add("its " + part.label() + " cannot be had: " + part.problem()));
        try {
            Checkpoint checkpoint = Checkpoint.open(file.path());
            if (checkpoint.trailing() > 0) {
                notes.add(checkpoint.trailing() + " bytes after the last tensor are not read.");
            }
            unread(checkpoint, file, notes);
        } catch (CheckpointException e) {
            // what is wrong with it is said already, or it has no tensors
        }
        return notes;
    }

    private static void unread(Checkpoint checkpoint, ModelFile file, List<String> notes) throws CheckpointException {
        Set<String> layers = new HashSet<>();
        Set<String> read = new HashSet<>();
        for (Part part : file.parts()) {
            if (!part.sound() || part.kind() == ModelKind.CLIP_VISION
                    || !read.addAll(read(part, file.path())) && part.kind() != ModelKind.TOKENIZER) {
                // of what is not read at all it is not known what belongs to it
                return;
            }
        }
        read.stream().filter(name -> name.endsWith(".weight"))
                .forEach(name -> layers.add(name.substring(0, name.lastIndexOf('.'))));
        Set<String> unread = new TreeSet<>(checkpoint.names());
        unread.removeIf(name -> read.contains(name) || belongs(name, layers, read));
        if (!unread.isEmpty()) {
            String named = unread.stream().limit(NAMED).collect(Collectors.joining(", "));
            notes.add(unread.size() + (unread.size() == 1 ? " tensor is" : " tensors are") + " not read: " + named
                    + (unread.size() > NAMED ? ", …" : "") + ".");
        }
    }

    private static boolean belongs(String name, Set<String> layers, Set<String> read) {
        if (name.equals(OF_A_FILE) || name.endsWith("." + OF_A_FILE)) {
            return true;
        }
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            String before = name.substring(0, dot);
            if (read.contains(before) || layers.contains(before) && OF_A_LAYER.contains(name.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> read(Part part, Path path) throws CheckpointException {
        return switch (part.kind()) {
            case TRANSFORMER -> TransformerFile.open(path).storedNames();
            case T5 -> T5Files.open(path).model().stored();
            case CLIP -> ClipFiles.open(path, clip(part)).model().stored();
            case VAE, VAE_ENCODER, VAE_DECODER -> VaeFile.open(path).stored();
            default -> Set.of();
        };
    }

    private static Optional<ClipPart> clip(Part part) {
        return ClipPart.of(part.label().substring(0, part.label().indexOf(' ')));
    }
}
