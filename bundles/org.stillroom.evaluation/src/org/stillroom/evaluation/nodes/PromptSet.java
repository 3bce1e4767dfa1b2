// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.util.List;
import java.util.Optional;
import org.stillroom.nodes.contract.Showable;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.nodes.contract.Sized;
import org.stillroom.nodes.contract.Spec;
import org.stillroom.nodes.contract.Specified;

/**
 * Prompts to learn from, or to measure by.
 *
 * @param name where they are from, for people and checkpoints
 * @param prompts at least one
 */
public record PromptSet(String name, List<String> prompts) implements Sized, Specified, Showable {

    /** What a text takes besides its letters. */
    private static final long OVERHEAD = 60;

    public PromptSet {
        prompts = List.copyOf(prompts);
    }

    @Override
    public long bytes() {
        return prompts.stream().mapToLong(prompt -> prompt.length() + OVERHEAD).sum();
    }

    @Override
    public Optional<Spec> spec(Optional<Spec> said) {
        return Optional.of(new Info(prompts.size()));
    }

    @Override
    public Shown shown() {
        String more = prompts.size() == 1 ? "" : ", \u2026";
        return new Shown.Words(prompts.size() + (prompts.size() == 1 ? " prompt: " : " prompts: ")
                + prompts.getFirst() + more);
    }

    /** @param count of the prompts */
    public record Info(int count) implements Spec {
    }
}
