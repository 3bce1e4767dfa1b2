// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.stillroom.torch.SafetensorsWriter;

/**
 * A small family with the architecture of FLUX.1-dev and random weights, in diffusers' folder layout: it draws coloured
 * patterns that follow seed and prompt, but nothing a prompt asks for. It stands in until a trained family is there,
 * and serves tests. Folder {@code students/small} has a distilled encoder's layout, equally random.
 */
public final class RandomFamily {

    /** Where the example graphs expect the family, inside a model folder. */
    public static final String NAME = "mini-random";

    /** The seed of the family that the example graphs are drawn with. */
    public static final long SEED = 20_240_501;

    private static final String MARK = "complete.txt";

    /** Files that are the same for every seed. */
    private static final List<String> TEXTS = List.of(
            "model_index.json",
            "scheduler/scheduler_config.json",
            "students/small/config.json",
            "text_encoder/config.json",
            "text_encoder_2/config.json",
            "tokenizer/special_tokens_map.json",
            "tokenizer/tokenizer_config.json",
            "tokenizer_2/special_tokens_map.json",
            "tokenizer_2/tokenizer_config.json",
            "transformer/config.json",
            "vae/config.json");

    private RandomFamily() {}

    /**
     * Writes the family, about 15 MB; the same seed gives the same bytes. Does nothing if the folder has it already.
     * The folder appears whole or not at all.
     *
     * @param folder to make; its parents are made too
     * @throws IOException if it cannot be written, or there is something else in its place
     */
    public static void write(Path folder, long seed) throws IOException {
        String mark = "Random weights from seed " + seed + ", version 1 of Stillroom's random family.\n";
        if (isComplete(folder, mark)) {
            return;
        }
        if (Files.exists(folder)) {
            throw new IOException(folder + " has other files than the random family of seed " + seed
                    + "; remove it or choose another folder.");
        }
        Path whole = folder.toAbsolutePath();
        Files.createDirectories(whole.getParent());
        Path temporary = whole.resolveSibling("." + whole.getFileName() + "-" + UUID.randomUUID());
        try {
            writeAll(temporary, seed);
            Files.writeString(temporary.resolve(MARK), mark);
            Files.move(temporary, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another program may have been faster; what it wrote is the same.
            if (!isComplete(whole, mark)) {
                throw e;
            }
        } finally {
            delete(temporary);
        }
    }

    private static boolean isComplete(Path folder, String mark) throws IOException {
        Path file = folder.resolve(MARK);
        return Files.isRegularFile(file) && Files.readString(file).equals(mark);
    }

    private static void writeAll(Path folder, long seed) throws IOException {
        for (String text : TEXTS) {
            Path file = folder.resolve(text);
            Files.createDirectories(file.getParent());
            try (InputStream in = RandomFamily.class.getResourceAsStream("family/" + text)) {
                Files.copy(in, file);
            }
        }
        MiniTokenizers.writeClip(folder.resolve("tokenizer"));
        MiniTokenizers.writeT5(folder.resolve("tokenizer_2"));
        save(folder.resolve("text_encoder/model.safetensors"), TextWeights.clip(seed));
        save(folder.resolve("text_encoder_2/model.safetensors"), TextWeights.t5(seed));
        save(folder.resolve("students/small/model.safetensors"), TextWeights.student(seed));
        save(folder.resolve("transformer/diffusion_pytorch_model.safetensors"), FluxWeights.transformer(seed));
        save(folder.resolve("vae/diffusion_pytorch_model.safetensors"), VaeWeights.vae(seed));
    }

    private static void save(Path file, RandomWeights weights) throws IOException {
        try (weights) {
            SafetensorsWriter.write(file, weights.tensors(), Map.of("format", "pt"));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
