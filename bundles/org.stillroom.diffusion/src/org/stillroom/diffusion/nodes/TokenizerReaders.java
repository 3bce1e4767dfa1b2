// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.files.FoundTokenizer;
import org.stillroom.diffusion.files.FoundTokenizer.Wanted;
import org.stillroom.diffusion.files.HuggingFaceCache;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.files.TokenizerSearch;
import org.stillroom.diffusion.text.ClipConfig;
import org.stillroom.diffusion.text.ClipEncoder;
import org.stillroom.diffusion.text.ClipPart;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.TokenizerKind;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.Port;
import org.stillroom.nodes.contract.Reader;
import org.stillroom.torch.formats.CheckpointException;

/** What the nodes behind a tokenizer tell of it where its user does not. */
final class TokenizerReaders {

    private static final String MODEL = "model";
    /** Nodes between an encoder and the denoiser. */
    private static final int FURTHEST = 4;
    /** Tables of some T5 lack the rows of the marks for gaps, which prompts do not have. */
    private static final int MARKS = 100;

    private final ConfigureContext context;
    private final ModelFolders folders;

    TokenizerReaders(ConfigureContext context) {
        this.context = context;
        this.folders = context.models();
    }

    /**
     * The tokenizer of the encoder that reads the tokens.
     *
     * @throws NodeException if there is no such encoder, or no tokenizer for it
     */
    FoundTokenizer find() throws NodeException {
        List<Reader> encoders = context.readers("tokens").stream()
                .filter(reader -> takes(reader, ModelKind.T5) || takes(reader, ModelKind.CLIP)).toList();
        if (encoders.isEmpty()) {
            throw new NodeException(MODEL, "no tokenizer is chosen, and no text encoder reads the tokens, by which one "
                    + "could be found; wire a T5 Encoder or a CLIP Encoder, or choose a tokenizer");
        }
        Wanted wanted = wanted(encoders.getFirst());
        if (encoders.stream().anyMatch(reader -> takes(reader, ModelKind.T5) != (wanted.kind() == TokenizerKind.T5))) {
            throw new NodeException(MODEL, "a T5 and a CLIP encoder read the tokens, and need different ones; give "
                    + "each a Tokenizer of its own");
        }
        return ModelLoading.explained(MODEL,
                () -> new TokenizerSearch(folders, HuggingFaceCache.ofUser()).find(wanted));
    }

    /**
     * Whether encoders have a row in their tables for each token.
     *
     * @param tokens of the tokenizer that was chosen
     * @throws NodeException if one has not
     */
    void check(TokenizerKind kind, int tokens) throws NodeException {
        int needed = kind == TokenizerKind.T5 ? tokens - MARKS : tokens;
        for (Reader encoder : context.readers("tokens")) {
            Optional<Wanted> known = takes(encoder, kind == TokenizerKind.T5 ? ModelKind.T5 : ModelKind.CLIP)
                    ? known(encoder) : Optional.empty();
            if (known.isPresent() && known.get().rows() > 0 && known.get().rows() < needed) {
                throw new NodeException(MODEL, "the tokenizer knows " + tokens + " tokens, but the encoder \""
                        + known.get().encoder() + "\" that reads them has a table of " + known.get().rows()
                        + "; choose the tokenizer that belongs to it, or none, to have it found");
            }
        }
    }

    private Optional<Wanted> known(Reader encoder) {
        try {
            return Optional.of(wanted(encoder));
        } catch (NodeException e) {
            // which the encoder says itself
            return Optional.empty();
        }
    }

    private Wanted wanted(Reader encoder) throws NodeException {
        boolean t5 = takes(encoder, ModelKind.T5);
        TokenizerKind kind = t5 ? TokenizerKind.T5 : TokenizerKind.CLIP;
        String name = model(encoder, t5 ? ModelKind.T5 : ModelKind.CLIP);
        Path path = resolved(encoder, name);
        try {
            Path part = t5 ? PipelineParts.choose(path, MODEL, "text_encoder", T5Config::describes, "T5 encoder")
                    : PipelineParts.choose(path, MODEL, "text_encoder", ClipConfig::describes, "CLIP text encoder");
            return new Wanted(kind, t5 ? T5Encoder.config(part).vocabSize()
                    : ClipEncoder.config(part, part(encoder)).vocabSize(), name, part);
        } catch (CheckpointException | NodeException e) {
            // what is wrong with it the encoder says itself
            return new Wanted(kind, 0, name, path);
        }
    }

    private Path resolved(Reader encoder, String name) throws NodeException {
        String told = "no tokenizer is chosen, and the " + encoder.type().label()
                + " that reads the tokens does not tell which one: ";
        try {
            return folders.resolve(MODEL, name);
        } catch (MissingModelException e) {
            throw new MissingModelException(MODEL, told + e.getMessage());
        } catch (NodeException e) {
            throw new NodeException(MODEL, told + e.getMessage(), e);
        }
    }

    /** Whether a CLIP-G reads the tokens. */
    boolean clipG() {
        return context.readers("tokens").stream().flatMap(encoder -> part(encoder).stream())
                .anyMatch(part -> part == ClipPart.G);
    }

    /** Which CLIP a node is: as it says itself, or by the input that it is wired to. */
    private static Optional<ClipPart> part(Reader encoder) {
        return encoder.type().parameter("part").flatMap(part -> ClipPart.of(encoder.parameters().text(part.id())))
                .or(() -> behind(List.of(encoder), 1).flatMap(reader -> ClipPart.of(reader.input()).stream())
                        .findFirst());
    }

    /** Tokens that the denoiser behind expects of T5; empty if there is none, or it is not known. */
    OptionalInt t5Tokens() {
        for (Reader denoiser : behind(context.readers("tokens"), FURTHEST)
                .filter(reader -> takes(reader, ModelKind.TRANSFORMER)).toList()) {
            try {
                Path model = folders.resolve(MODEL, model(denoiser, ModelKind.TRANSFORMER));
                return OptionalInt.of(TransformerFile.open(model).model().t5Tokens());
            } catch (NodeException | CheckpointException e) {
                // which the denoiser says itself
            }
        }
        return OptionalInt.empty();
    }

    /** The readers' own readers, and theirs. */
    private static Stream<Reader> behind(List<Reader> readers, int depth) {
        List<Reader> next = readers.stream().flatMap(reader -> reader.type().outputs().stream().map(Port::id)
                .flatMap(output -> reader.readers(output).stream())).toList();
        return depth == 1 || next.isEmpty() ? next.stream()
                : Stream.concat(next.stream(), behind(next, depth - 1));
    }

    private static boolean takes(Reader reader, ModelKind kind) {
        return parameter(reader, kind).isPresent();
    }

    private static String model(Reader reader, ModelKind kind) {
        return reader.parameters().text(parameter(reader, kind).orElseThrow().id());
    }

    private static Optional<Parameter> parameter(Reader reader, ModelKind kind) {
        return reader.type().parameters().stream().filter(each -> each.kind() == Parameter.Kind.MODEL
                && each.accepts().contains(kind.id())).findFirst();
    }
}
