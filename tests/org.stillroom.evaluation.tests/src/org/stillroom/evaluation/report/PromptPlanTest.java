// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.evaluation.measures.PromptList;
import org.stillroom.world.Split;
import org.stillroom.world.Wording;

class PromptPlanTest {

    @Test
    void takesOnlyCaptionsThatWereHeldOut() {
        PromptPlan plan = PromptPlan.heldOut(1, 100, 2);
        assertEquals(200, plan.measured().size());
        assertEquals(100, plan.measured().stream().map(Wanted::prompt).distinct().count());
        for (Wanted wanted : plan.measured()) {
            assertEquals(Split.TEST, Split.of(wanted.scene().orElseThrow()), wanted.prompt());
        }
        for (Wanted wanted : plan.gallery()) {
            assertEquals(Split.TEST, Split.of(wanted.scene().orElseThrow()), wanted.prompt());
        }
        assertEquals(plan, PromptPlan.heldOut(1, 100, 2));
    }

    /** The same scenes, which are known though they stand in prose. */
    @Test
    void captionsMayBeToldInProse() {
        PromptPlan plain = PromptPlan.heldOut(1, 50, 1);
        PromptPlan prose = PromptPlan.heldOut(1, 50, 1, Wording.PROSE);
        assertEquals(plain.measured().stream().map(Wanted::scene).toList(),
                prose.measured().stream().map(Wanted::scene).toList());
        assertEquals(plain.gallery().stream().map(Wanted::scene).toList(),
                prose.gallery().stream().map(Wanted::scene).toList());
        for (Wanted wanted : prose.measured()) {
            String caption = wanted.scene().orElseThrow().caption();
            assertTrue(wanted.prompt().contains(caption) && !wanted.prompt().equals(caption), wanted.prompt());
            assertEquals(Wanted.of(caption, 0).text(), wanted.text());
        }
        assertTrue(prose.world() && prose.source().endsWith("told in prose"), prose.source());
    }

    @Test
    void hasAGalleryOfTwoEach() {
        List<Kind> kinds = PromptPlan.heldOut(1, 10, 1).gallery().stream()
                .map(wanted -> Kind.of(wanted.scene().orElseThrow())).toList();
        assertEquals(List.of(Kind.SINGLE, Kind.SINGLE, Kind.COUNT, Kind.RELATION, Kind.SIGN, Kind.SIGN), kinds);
    }

    @Test
    void asksForNoMoreThanThereIs() {
        EvaluationException e =
                assertThrows(EvaluationException.class, () -> PromptPlan.heldOut(1, 50_000, 1));
        assertTrue(e.getMessage().contains("50000"), e.getMessage());
    }

    @Test
    void takesPromptsOfAList() {
        PromptPlan plan = PromptPlan.of(new PromptList(List.of("a blue dog", "a robot displaying the word 'hello'"), 0),
                "list.txt", 2);
        assertEquals(4, plan.measured().size());
        assertEquals(Optional.empty(), plan.measured().get(0).text());
        assertEquals(Optional.of("hello"), plan.measured().get(2).text());
        assertEquals(6, plan.gallery().size());
        assertTrue(plan.gallery().get(5).prompt().contains("i'm lost"));
        assertTrue(plan.themes());
    }

    /** The first of a list show what they show. */
    @Test
    void aGalleryOfCaptionsHasNoThemes() {
        PromptPlan plan = PromptPlan.of(new PromptList(List.of("a red circle", "two blue stars"), 0), "list.txt", 1);
        assertEquals(2, plan.gallery().size());
        assertFalse(plan.themes());
        assertTrue(PromptPlan.heldOut(1, 10, 1).themes());
    }

    @Test
    void givesEachPictureItsOwnNoise() {
        assertNotEquals(Wanted.of("a dog", 0).noise(), Wanted.of("a dog", 1).noise());
        assertNotEquals(Wanted.of("a dog", 0).noise(), Wanted.of("a cat", 0).noise());
        assertEquals(Wanted.of("a dog", 0).noise(), Wanted.of("a dog", 0).noise());
    }
}
