// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.values;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stillroom.nodes.contract.Showable;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.nodes.contract.Spec;
import org.stillroom.nodes.contract.Specified;

/**
 * Token ids of a prompt, and of a negative prompt if there is one, each padded to the same length.
 *
 * @param kind which family of encoders reads them
 * @param ids of the prompt
 * @param negative ids of the negative prompt, used by classifier-free guidance
 */
public record TokenIds(Kind kind, List<Integer> ids, Optional<List<Integer>> negative) implements Specified, Showable {

    public enum Kind { T5, CLIP }

    /** Ids that are shown. */
    private static final int SOME = 24;

    public TokenIds {
        ids = List.copyOf(ids);
        negative = negative.map(List::copyOf);
    }

    @Override
    public Shown shown() {
        return new Shown.Words(ids.size() + " tokens" + (negative.isPresent() ? ", and a negative prompt" : "") + ": "
                + ids.stream().limit(SOME).map(String::valueOf).collect(Collectors.joining(" "))
                + (ids.size() > SOME ? " \u2026" : ""));
    }

    @Override
    public Optional<Spec> spec(Optional<Spec> said) {
        return Optional.of(new Info(kind, ids.size(), negative.isPresent()));
    }

    /** @param length tokens of each prompt, padding included */
    public record Info(Kind kind, int length, boolean negative) implements Spec {}
}
