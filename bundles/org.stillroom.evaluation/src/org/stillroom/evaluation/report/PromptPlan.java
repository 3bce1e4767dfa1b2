// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.evaluation.measures.PromptList;
import org.stillroom.world.Scene;
import org.stillroom.world.Split;
import org.stillroom.world.Texture;
import org.stillroom.world.Wording;
import org.stillroom.world.World;

/**
 * What is drawn.
 *
 * @param source where the prompts are from, for people
 * @param world whether they are captions of the miniature world that nothing was trained on
 * @param measured prompt by prompt, each with all its seeds
 * @param gallery to look at; see {@link #themes()}
 */
public record PromptPlan(String source, boolean world, List<Wanted> measured, List<Wanted> gallery) {

    /** Samples without a new caption, after which there are no more. */
    private static final int PATIENCE = 20_000;

    /** The paper's gallery, in its words. */
    private static final List<String> PAPER = List.of(
            "Portrait of a stylish young woman wearing a futuristic golden bodysuit that creates a metallic, "
            + "mirror-like effect. She is wearing large, reflective blue-tinted aviator sunglasses. Over her head, she "
            + "wears headphones with metallic accents.",
            "Haunting dark fantasy illustration of an ancient, twisted statue standing atop a steep cliff, overseeing "
            + "a decaying metropolis shrouded in mist. The sky churns with ominous clouds and flashes of lightning.",
            "An airplane in front of a clock.",
            "Four people gathered for a picnic.",
            "A robot displaying the word 'efficiency'.",
            "A tree displaying the word 'i'm lost'.");

    public PromptPlan {
        measured = List.copyOf(measured);
        gallery = List.copyOf(gallery);
    }

    /**
     * Different captions of the world's part that is kept for reports: combinations and words never trained on, as
     * often of each kind as the world makes them.
     *
     * @param seed of the choice
     * @param prompts 1 or more
     * @param seeds pictures of each prompt, 1 or more
     * @throws EvaluationException if the part has not so many captions
     */
    public static PromptPlan heldOut(long seed, int prompts, int seeds) {
        return heldOut(seed, prompts, seeds, Wording.PLAIN);
    }

    /** @param wording of the captions; what prose says around them is held out, too */
    public static PromptPlan heldOut(long seed, int prompts, int seeds, Wording wording) {
        World world = new World(seed, Split.TEST, wording);
        Map<Scene, String> captions = new LinkedHashMap<>();
        long newest = 0;
        for (long index = 0; captions.size() < prompts; index++) {
            if (index - newest > PATIENCE) {
                throw new EvaluationException("The part of the miniature world that is held out has only "
                        + captions.size() + " different captions, fewer than " + prompts
                        + "; ask for fewer prompts, with more pictures each.");
            }
            newest = captions.putIfAbsent(world.scene(index), world.caption(index)) == null ? index : newest;
        }
        List<Wanted> measured = new ArrayList<>();
        captions.forEach((scene, caption) -> {
            for (int picture = 0; picture < seeds; picture++) {
                measured.add(new Wanted(caption, picture, Optional.of(scene)));
            }
        });
        return new PromptPlan("captions of the miniature world that are held out of training"
                + (wording == Wording.PROSE ? ", told in prose" : ""), true, measured, gallery(world));
    }

    /** The prompts of a list; the gallery is its first captions of the world, or the paper's. */
    public static PromptPlan of(PromptList list, String source, int seeds) {
        List<Wanted> measured = new ArrayList<>();
        list.prompts().forEach(prompt -> addSeeds(prompt, seeds, measured));
        boolean captions = measured.stream().allMatch(wanted -> wanted.scene().isPresent());
        List<Wanted> gallery = captions ? measured.stream().filter(wanted -> wanted.seed() == 0).limit(6).toList()
                : PAPER.stream().map(prompt -> Wanted.of(prompt, 0)).toList();
        return new PromptPlan(source, false, measured, gallery);
    }

    /** Whether the gallery has two pictures each for quality, meaning and text; those of a list are as they come. */
    boolean themes() {
        return world || gallery.stream().noneMatch(wanted -> wanted.scene().isPresent());
    }

    private static void addSeeds(String prompt, int seeds, List<Wanted> to) {
        for (int seed = 0; seed < seeds; seed++) {
            to.add(Wanted.of(prompt, seed));
        }
    }

    /** Two of one thing, one of a count, one of two things, a short word and a long one. */
    private static List<Wanted> gallery(World world) {
        List<Predicate<Scene>> kinds = List.of(
                scene -> scene instanceof Scene.Single single && single.texture() == Texture.PLAIN,
                scene -> scene instanceof Scene.Single single && single.texture() != Texture.PLAIN,
                scene -> scene instanceof Scene.Group,
                scene -> scene instanceof Scene.Pair,
                scene -> scene instanceof Scene.Sign sign && sign.word().length() == 3,
                scene -> scene instanceof Scene.Sign sign && sign.word().length() == Scene.Sign.LONGEST
                        && sign.board().isPresent());
        List<Wanted> gallery = new ArrayList<>();
        for (Predicate<Scene> kind : kinds) {
            long index = 0;
            while (!kind.test(world.scene(index))) {
                index++;
            }
            gallery.add(new Wanted(world.caption(index), 0, Optional.of(world.scene(index))));
        }
        return gallery;
    }
}
