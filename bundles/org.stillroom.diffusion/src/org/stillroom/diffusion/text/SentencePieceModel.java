// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stillroom.diffusion.text.ProtoFields.DamagedException;
import org.stillroom.diffusion.text.UnigramVocabulary.Kind;
import org.stillroom.diffusion.text.UnigramVocabulary.Piece;
import org.stillroom.torch.formats.CheckpointException;

/**
 * Reads SentencePiece's {@code ModelProto}.
 * (Format: https://github.com/google/sentencepiece, sentencepiece_model.proto)
 */
final class SentencePieceModel {

    private static final int UNIGRAM = 1;
    private static final List<String> TYPES = List.of("Unigram", "BPE", "Word", "Char");

    private final Path file;
    private final List<Piece> pieces = new ArrayList<>();
    private long type = UNIGRAM;
    private boolean spacesBehind;
    private byte[] charsMap = {};
    private boolean prefix = true;
    private boolean singleSpaces = true;

    private SentencePieceModel(Path file) {
        this.file = file;
    }

    /** @param file for messages */
    static UnigramVocabulary read(Path file, ByteBuffer bytes) throws CheckpointException {
        SentencePieceModel model = new SentencePieceModel(file);
        try {
            model.model(new ProtoFields(bytes));
        } catch (DamagedException e) {
            throw new CheckpointException(file + " is damaged, or no SentencePiece model: " + e.getMessage()
                    + "; fetch it again.", e);
        }
        return new UnigramVocabulary(file, model.pieces, model.charsMap, model.prefix, model.singleSpaces);
    }

    private void model(ProtoFields fields) throws DamagedException, CheckpointException {
        for (int field = fields.next(); field != 0; field = fields.next()) {
            switch (field) {
                case 1 -> pieces.add(piece(new ProtoFields(fields.content())));
                case 2 -> trainer(new ProtoFields(fields.content()));
                case 3 -> normalizer(new ProtoFields(fields.content()));
                default -> { }
            }
        }
        if (pieces.isEmpty()) {
            throw new DamagedException("it has no pieces");
        }
        if (type != UNIGRAM || spacesBehind) {
            throw new CheckpointException(file + " is a SentencePiece model of type "
                    + (type >= 1 && type <= TYPES.size() ? TYPES.get((int) type - 1) : String.valueOf(type))
                    + (spacesBehind ? " with spaces behind words" : "")
                    + ", expected Unigram as for T5; choose another tokenizer.");
        }
    }

    private Piece piece(ProtoFields fields) throws DamagedException {
        if (pieces.size() == UnigramVocabulary.MOST_PIECES) {
            throw new DamagedException("it has more than " + pieces.size() + " pieces");
        }
        String text = "";
        float score = 0;
        long kind = 1;
        for (int field = fields.next(); field != 0; field = fields.next()) {
            switch (field) {
                case 1 -> text = fields.text();
                case 2 -> score = fields.number32();
                case 3 -> kind = fields.number();
                default -> { }
            }
        }
        if (text.isEmpty() || text.length() > UnigramVocabulary.LONGEST_PIECE || !Float.isFinite(score) || kind < 1
                || kind > Kind.values().length) {
            throw new DamagedException("piece " + pieces.size() + " has " + text.length() + " characters, the score "
                    + score + " and the type " + kind);
        }
        return new Piece(text, score, Kind.values()[(int) kind - 1]);
    }

    private void trainer(ProtoFields fields) throws DamagedException {
        for (int field = fields.next(); field != 0; field = fields.next()) {
            switch (field) {
                case 3 -> type = fields.number();
                case 24 -> spacesBehind = fields.number() != 0;
                default -> { }
            }
        }
    }

    private void normalizer(ProtoFields fields) throws DamagedException {
        for (int field = fields.next(); field != 0; field = fields.next()) {
            switch (field) {
                case 2 -> {
                    ByteBuffer table = fields.content();
                    charsMap = new byte[table.remaining()];
                    table.get(charsMap);
                }
                case 3 -> prefix = fields.number() != 0;
                case 4 -> singleSpaces = fields.number() != 0;
                default -> { }
            }
        }
    }
}
