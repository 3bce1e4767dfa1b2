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
