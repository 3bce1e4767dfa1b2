// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.FileStart;
import org.stillroom.torch.formats.Reasons;
import org.stillroom.torch.formats.TensorInfo;

/**
 * A T5's vocabulary as SentencePiece stores it: in a spiece.model, or as a tensor of bytes in a checkpoint, as ComfyUI
 * packs umT5 encoders.
 *
 * @param begin of the vocabulary in the file
 * @param settings whether tokenizer_config.json and others of its folder are its own
 */
record SentencePieceFile(Path path, long begin, long size, boolean settings) implements TokenizerSource {

    private static final String TENSOR = "spiece_model";
    private static final String CONFIG = "tokenizer_config.json";

    static SentencePieceFile of(Path file) throws CheckpointException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new CheckpointException(file + " is not a file; fetch it again.");
            }
            return new SentencePieceFile(file, 0, Files.size(file), true);
        } catch (IOException e) {
            throw Reasons.cannotRead(file, e);
        }
    }

    /** The one that is packed with the weights of a single file, if there is one. */
    static Optional<SentencePieceFile> inCheckpoint(Path file) {
        try {
            Checkpoint checkpoint = Checkpoint.open(file);
            if (!checkpoint.has(TENSOR)) {
                return Optional.empty();
            }
            TensorInfo info = checkpoint.info(TENSOR);
            return info.dtype() != DType.U8 ? Optional.empty()
                    : Optional.of(new SentencePieceFile(info.file(), info.begin(), info.bytes(), false));
        } catch (CheckpointException e) {
            // no model at all, which others report
            return Optional.empty();
        }
    }

    @Override
    public TokenizerKind kind() throws CheckpointException {
        vocabulary();
        return TokenizerKind.T5;
    }

    @Override
    public int tokens() throws CheckpointException {
        return vocabulary().pieces().size();
    }

    @Override
    public SpecialTokens special() throws CheckpointException {
        UnigramVocabulary vocabulary = vocabulary();
        return new SpecialTokens("", vocabulary.named("</s>", -1), vocabulary.named("<pad>", 0), "",
                JsonNodeFactory.instance.objectNode());
    }

    @Override
    public int usualLength() throws CheckpointException {
        return settings ? SpecialTokens.length(folder(), TokenizerKind.T5) : TokenizerKind.T5.usualLength();
    }

    @Override
    public TokenizerJson json() throws CheckpointException {
        return vocabulary().json();
    }

    private Path folder() {
        return path.toAbsolutePath().getParent();
    }

    private UnigramVocabulary vocabulary() throws CheckpointException {
        Path config = folder().resolve(CONFIG);
        int extra = settings && Files.isRegularFile(config)
                ? ConfigFile.read(config, SpecialTokens.MOST_BYTES).integer("extra_ids", UnigramVocabulary.EXTRA_IDS,
                        0, 1000) : UnigramVocabulary.EXTRA_IDS;
        return SentencePieceModel.read(path, bytes()).withExtraIds(extra);
    }

    private ByteBuffer bytes() throws CheckpointException {
        if (size > TokenizerJson.MOST_BYTES) {
            throw new CheckpointException("The vocabulary in " + path + " has " + size + " bytes, more than the "
                    + TokenizerJson.MOST_BYTES + " that one may have; fetch it again.");
        }
        Optional<FileStart> other = settings ? FileStart.of(path) : Optional.empty();
        if (other.isPresent()) {
            throw new CheckpointException(other.get().sentence(path, "a vocabulary"));
        }
        try (FileChannel channel = FileChannel.open(path)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, begin + bytes.position()) < 0) {
                    throw new CheckpointException(path + " was cut while it was read; fetch it again.");
                }
            }
            return bytes.flip();
        } catch (IOException e) {
            throw Reasons.cannotRead(path, e);
        }
    }
}
