// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.stillroom.world.Language;
import org.stillroom.world.Split;
import org.stillroom.world.Wording;
import org.stillroom.world.World;

/**
 * What a family is told, and in which pieces it reads it.
 *
 * @param tokens of a prompt, the end token included
 * @param wording of captions
 * @param pieces which texts the pieces of the tokenizer are counted in
 */
public record Prompts(int tokens, Wording wording, Pieces pieces) {

    /** @throws IllegalArgumentException if there is no room for a token and the end token */
    public Prompts {
        if (tokens < 2) {
            throw new IllegalArgumentException("Prompts have " + tokens + " tokens; 2 or more are expected.");
        }
    }

    static final Prompts PLAIN = new Prompts(16, Wording.PLAIN, Pieces.CAPTIONS);
    static final Prompts PROSE = new Prompts(64, Wording.PROSE, Pieces.LANGUAGE);

    /** Which texts a vocabulary is made for. */
    public enum Pieces {

        /** Plain captions: words of other texts are spelled. */
        CAPTIONS(20_000, 0.0005),
        /** Texts that a language model learns from: nearly all of their words are a piece each. */
        LANGUAGE(40_000, 0.00001);

        private final int texts;
        private final double share;

        Pieces(int texts, double share) {
            this.texts = texts;
            this.share = share;
        }

        private Stream<String> texts(long seed) {
            World world = new World(seed, Split.TRAIN);
            Language language = new Language(seed);
            return LongStream.range(0, texts).mapToObj(index -> this == CAPTIONS ? world.caption(index)
                    : language.text(index));
        }
    }

    World world(long seed, Split split) {
        return new World(seed, split, wording);
    }

    Vocabulary vocabulary(long seed) {
        return Vocabulary.of(pieces.texts(seed), pieces.share);
    }

    /** What tells latents apart, beside the number of tokens. */
    Map<String, String> texts() {
        return Map.of("captions", wording.toString(), "pieces", pieces.toString());
    }
}
