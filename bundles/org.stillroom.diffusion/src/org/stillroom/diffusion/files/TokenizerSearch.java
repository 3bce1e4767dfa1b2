// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stillroom.diffusion.files.FoundTokenizer.Wanted;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.text.TokenizerKind;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.MissingFileException;

/**
 * Finds the tokenizer of a text encoder: beside it, in the model folders, in the ComfyUI that these belong to, and in
 * the Hugging Face cache. It must be of the encoder's kind, and its vocabulary must fill the encoder's table.
 */
public final class TokenizerSearch {

    /** Tables are filled up to a multiple of 128. */
    private static final int MOST_SPARE_ROWS = 128;
    private static final List<String> FILES = List.of("tokenizer.json", "spiece.model", "vocab.json", "merges.txt");
    private static final int MOST_KNOWN = 500;
    /** By path and state of its files: the same ones are looked at whenever a graph is checked. */
    private static final Map<String, Optional<Facts>> KNOWN = new LinkedHashMap<>(16, 0.75f, true);

    private final ModelFolders folders;
    private final HuggingFaceCache cache;

    private record Facts(TokenizerKind kind, int tokens) {}

    public TokenizerSearch(ModelFolders folders, HuggingFaceCache cache) {
        this.folders = folders;
        this.cache = cache;
    }

    /** @throws MissingFileException if there is none; says where one can be put */
    public FoundTokenizer find(Wanted wanted) throws MissingFileException {
        TokenizerPlaces places = new TokenizerPlaces(folders, cache);
        // the encoder's own may leave as many rows of its table as it likes
        return Stream.concat(places.own(wanted).filter(found -> fits(found.path(), wanted, Integer.MAX_VALUE)),
                places.all(wanted).filter(found -> fits(found.path(), wanted, MOST_SPARE_ROWS))).findFirst()
                .orElseThrow(() -> new MissingFileException(missing(wanted)));
    }

    private String missing(Wanted wanted) {
        boolean t5 = wanted.kind() == TokenizerKind.T5;
        String roots = folders.folders().stream().map(Path::toString).collect(Collectors.joining(", "));
        String here = folders.folders().stream().findFirst()
                .map(root -> root.resolve("tokenizers").resolve(t5 ? "t5" : "clip").toString())
                .orElse("a folder of a model folder");
        return "no " + wanted.kind() + " tokenizer " + (wanted.rows() > 0 ? "for the " + wanted.rows() + " tokens of "
                : "for ") + "\"" + wanted.encoder() + "\" was found beside it, in the model folders (" + roots
                + "), in a ComfyUI that has them, or in the Hugging Face cache ("
                + cache.folder().map(Path::toString).orElse("none") + "); put "
                + (t5 ? "tokenizer.json or spiece.model, from google/t5-v1_1-xxl or the tokenizer_2 folder of FLUX.1, "
                        : "vocab.json and merges.txt, from openai/clip-vit-large-patch14 or the tokenizer folder of "
                        + "FLUX.1, ") + "into " + here + ", or choose a tokenizer";
    }

    private static boolean fits(Path tokenizer, Wanted wanted, int spare) {
        Optional<Facts> facts = facts(tokenizer);
        return facts.isPresent() && facts.get().kind == wanted.kind() && (wanted.rows() == 0
                || facts.get().tokens <= wanted.rows() && facts.get().tokens >= wanted.rows() - spare);
    }

    private static Optional<Facts> facts(Path tokenizer) {
        if (Files.isDirectory(tokenizer) && FILES.stream().noneMatch(file -> Files.exists(tokenizer.resolve(file)))) {
            return Optional.empty();
        }
        String state = Stream.concat(Stream.of(""), FILES.stream()).map(tokenizer::resolve)
                .map(TokenizerSearch::state).collect(Collectors.joining("|", tokenizer + "|", ""));
        synchronized (KNOWN) {
            Optional<Facts> known = KNOWN.get(state);
            if (known == null) {
                known = read(tokenizer);
                KNOWN.put(state, known);
                if (KNOWN.size() > MOST_KNOWN) {
                    KNOWN.remove(KNOWN.keySet().iterator().next());
                }
            }
            return known;
        }
    }

    private static String state(Path file) {
        try {
            return Files.isDirectory(file) ? "" : Files.size(file) + " " + Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return "";
        }
    }

    private static Optional<Facts> read(Path tokenizer) {
        try {
            return Optional.of(new Facts(TextTokenizer.kind(tokenizer), TextTokenizer.tokens(tokenizer)));
        } catch (CheckpointException e) {
            // what lies there by chance and cannot be used is passed over
            return Optional.empty();
        }
    }
}
