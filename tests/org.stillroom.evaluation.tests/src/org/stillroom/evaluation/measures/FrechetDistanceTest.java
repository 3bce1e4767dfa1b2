// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.torch.runtime.Tensor;

/** Distances, precision and recall are those of pytorch-fid and of numpy, and bad features are refused. */
class FrechetDistanceTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void agreesWithTheReferences(int number) throws Exception {
        JsonNode golden = MetricData.golden().get("cases").get(number);
        Map<String, Tensor> sets = MetricData.tensors("features.safetensors");
        Features reference = Features.of(sets.get(golden.get("reference").asText()));
        Features generated = Features.of(sets.get(golden.get("generated").asText()));

        FrechetDistance distance = FrechetDistance.between(reference, generated);
        assertEquals(golden.get("frechet").asDouble(), distance.value(), 1e-6);
        assertEquals(distance.value(), distance.meanPart() + distance.covariancePart(), 1e-12);
        if (golden.has("pytorch_fid")) {
            assertEquals(golden.get("pytorch_fid").asDouble(), distance.value(), 1e-9);
        }
        for (int k : new int[] {1, 3, 5}) {
            PrecisionRecall result = PrecisionRecall.between(reference, generated, k, () -> { });
            assertEquals(golden.get("precision_" + k).asDouble(), result.precision(), 1e-12, "precision, k = " + k);
            assertEquals(golden.get("recall_" + k).asDouble(), result.recall(), 1e-12, "recall, k = " + k);
        }
    }

    @Test
    void equalSetsHaveNoDistanceAndCoverEachOther() throws Exception {
        Features set = Features.of(MetricData.tensors("features.safetensors").get("reference"));
        assertEquals(0, FrechetDistance.between(set, set).value(), 1e-9);
        assertTrue(FrechetDistance.between(set, set).remark().isEmpty());
        PrecisionRecall result = PrecisionRecall.between(set, set);
        assertEquals(1, result.precision());
        assertEquals(1, result.recall());
        assertEquals(3, result.neighbours());
    }

    @Test
    void eachPictureIsInOnePartThatIsLeftOut() {
        Features all = new Features(5, 2, new float[] {0, 1, 10, 11, 20, 21, 30, 31, 40, 41});
        assertArrayEquals(new float[] {10, 11, 30, 31}, all.without(0, 2).values());
        assertArrayEquals(new float[] {0, 1, 20, 21, 40, 41}, all.without(1, 2).values());
    }

    @Test
    void farPicturesAreNotCovered() {
        Features far = new Features(5, 1, new float[] {100, 101, 102, 103, 104});
        Features near = new Features(4, 1, new float[] {0, 1, 2, 3});
        PrecisionRecall result = PrecisionRecall.between(near, far);
        assertEquals(0, result.precision());
        assertEquals(0, result.recall());
        PrecisionRecall half = PrecisionRecall.between(near, new Features(4, 1, new float[] {0, 1, 50, 51}));
        assertEquals(0.5, half.precision());
        assertEquals(1, half.recall(), "the balls of far pictures reach to the near ones");
    }

    @Test
    void tooFewPicturesAreSaid() throws Exception {
        Map<String, Tensor> sets = MetricData.tensors("features.safetensors");
        Features few = Features.of(sets.get("few_reference"));
        String remark = FrechetDistance.between(few, Features.of(sets.get("reference"))).remark().orElseThrow();
        assertTrue(remark.contains("only 9 pictures for 24 features"), remark);

        Features one = new Features(1, 2, new float[] {1, 2});
        Features other = new Features(1, 2, new float[] {1, 5});
        FrechetDistance distance = FrechetDistance.between(one, other);
        assertEquals(9, distance.value(), 1e-12);
        assertTrue(distance.remark().orElseThrow().contains("only 1 pictures"), distance.remark().toString());
        EvaluationException tooFew = assertThrows(EvaluationException.class, () -> PrecisionRecall.between(one, other));
        assertTrue(tooFew.getMessage().contains("at least 4 pictures"), tooFew.getMessage());
    }

    @Test
    void aNumberThatIsNoneIsRefusedWithItsPicture() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            EvaluationException problem = assertThrows(EvaluationException.class,
                    () -> new Features(3, 2, new float[] {0, 1, 2, 3, 4, bad}));
            assertTrue(problem.getMessage().startsWith("Picture 2 (counted from 0) has the feature 1 = " + bad),
                    problem.getMessage());
        }
    }

    @Test
    void differentWidthsAreRefused() {
        Features two = new Features(4, 2, new float[8]);
        Features three = new Features(4, 3, new float[12]);
        for (Runnable compare : new Runnable[] {() -> FrechetDistance.between(two, three),
            () -> PrecisionRecall.between(two, three)}) {
            String message = assertThrows(IllegalArgumentException.class, compare::run).getMessage();
            assertTrue(message.contains("2 features a picture, the other 3"), message);
        }
        assertThrows(IllegalArgumentException.class, () -> new Features(3, 3, new float[8]));
    }

    @Test
    void precisionCanBeStopped() throws Exception {
        Features set = Features.of(MetricData.tensors("features.safetensors").get("reference"));
        assertThrows(IllegalStateException.class, () -> PrecisionRecall.between(set, set, 3, () -> {
            throw new IllegalStateException("stopped");
        }));
    }
}
