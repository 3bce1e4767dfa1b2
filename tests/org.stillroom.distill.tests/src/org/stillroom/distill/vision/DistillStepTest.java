// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.sampling.Schedule;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** One step against the reference step, which was computed by diffusers, transformers and torch.optim in Python. */
class DistillStepTest {

    private static final String TABLE = "shared.weight";
    private static final int STEP_INDEX = 3;
    private static final List<Double> PUBLISHED = DistillOptions.Update.PUBLISHED.rates();

    private final DistillOptions options = Tiny.options(20);
    private SortedMap<String, Tensor> golden;
    private FluxTeacher teacher;
    private Trainee student;

    @BeforeEach
    void load() throws Exception {
        golden = WeightLoader.readAll(Tiny.shared("golden/distill-step-tiny-t5-small.safetensors"));
        teacher = Tiny.teacher(options);
        NewStudent start = new NewStudent(Tiny.student(), teacher);
        student = start.make(start.config(), 1, DType.F32);
    }

    @AfterEach
    void close() {
        if (golden != null) {
            golden.values().forEach(Tensor::close);
            teacher.close();
            student.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStepIsTheReferenceStep(boolean recompute) {
        List<Tensor> result = step(recompute, 0);
        assertEquals(golden.get("loss").floats()[0], result.get(0).floats()[0], 1e-5);
        try (Tensor next = packed(result.get(2))) {
            assertClose("next latents", golden.get("next_packed_latents").floats(), next.floats(), 1e-5);
        }
        Map<String, float[]> before = floats(start());
        for (String name : student.weights().names()) {
            float[] wanted = golden("grad.", name);
            // after the first step AdamW's first moment is a tenth of the gradient
            float[] gradient = rows(name, floats(student.expAvg()).get(name));
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] /= 1 - 0.9f;
            }
            // as the shared cases.json has it; sums that nearly cancel come to 7e-5 on some processors
            assertClose("gradient of " + name, wanted, gradient, 1e-3);
            float[] after = rows(name, floats(student.weights()).get(name));
            assertClose("weight " + name, golden("after.", name), after, 1e-4);
            assertChange(name, wanted, rows(name, before.get(name)), golden("after.", name), after);
        }
        result.forEach(Tensor::close);
    }

    /** AdamW divides by the gradient, so where that is nearly 0 even its sign is chance. */
    private static void assertChange(String name, float[] gradient, float[] before, float[] wanted, float[] after) {
        for (int i = 0; i < wanted.length; i++) {
            if (Math.abs(gradient[i]) > 1e-6) {
                assertEquals(wanted[i] - before[i], after[i] - before[i], 2e-6, "change of " + name + " at " + i);
            }
        }
    }

    /** AdamW's first step is the rate, whatever the gradient. */
    @Test
    void queriesGoSlowerByTheSquareRootOfTheHeadsWidth() {
        Map<String, float[]> before = floats(start());
        step(student, true, 0).forEach(Tensor::close);
        Map<String, float[]> alike = floats(student.weights());
        reset();
        step(student, true, 0, DistillOptions.Update.USUAL.rates()).forEach(Tensor::close);
        floats(student.weights()).forEach((name, slow) -> {
            double share = name.endsWith(".q.weight") ? 1 / Math.sqrt(student.config().dKv()) : 1;
            for (int i = 0; i < slow.length; i++) {
                float start = before.get(name)[i];
                assertEquals((alike.get(name)[i] - start) * share, slow[i] - start, 1e-6, name + " at " + i);
            }
        });
    }

    @Test
    void timestepsAreThoseOfTheReference() {
        Schedule schedule = teacher.schedule(20, 64);
        assertArrayEquals(golden.get("sigmas").floats(), schedule.sigmas(), 1e-6f);
        assertArrayEquals(golden.get("timesteps").floats(), schedule.timesteps(), 1e-3f);
    }

    @Test
    void computingBlocksAgainGivesTheSameGradients() {
        step(false, 0.1).forEach(Tensor::close);
        Map<String, float[]> whole = floats(student.expAvg());
        reset();
        step(true, 0.1).forEach(Tensor::close);
        floats(student.expAvg()).forEach((name, again) -> assertClose(name, whole.get(name), again, 1e-5));
    }

    /** Dropout changes what is computed, and is the same again in the same step. */
    @Test
    void dropoutFollowsFromItsSeed() {
        float without = loss(step(false, 0));
        reset();
        float first = loss(step(false, 0.1));
        reset();
        assertEquals(first, loss(step(false, 0.1)));
        assertTrue(Math.abs(first - without) > 1e-4, "loss " + first + " with and " + without + " without dropout");
    }

    @Test
    void theNaiveStepComparesText() {
        float[] wanted = golden.get("teacher_embeds").floats();
        float[] given = golden.get("student_embeds").floats();
        double sum = 0;
        for (int i = 0; i < wanted.length; i++) {
            sum += Math.pow(given[i] - wanted[i], 2);
        }
        List<Tensor> first = naive(1);
        assertEquals(sum / wanted.length, first.get(0).floats()[0], 1e-4);
        List<Tensor> second = naive(2);
        assertTrue(second.get(0).floats()[0] < first.get(0).floats()[0], "the second loss is lower");
        first.forEach(Tensor::close);
        second.forEach(Tensor::close);
    }

    @Test
    void aStudentInBfloat16StepsLikeOneInFloat32() {
        float wanted = loss(step(true, 0));
        reset();
        float[] before;
        try (Trainee half = copy(DType.BF16)) {
            before = floats(half.weights()).get("final_projection.0.weight");
            assertEquals(wanted, loss(step(half, true, 0)), 0.02 * wanted);
            float[] after = floats(half.weights()).get("final_projection.0.weight");
            assertFalse(Arrays.equals(before, after));
            assertClose("weights", before, after, 0.01);
        }
    }

    private Trainee copy(DType precision) {
        Map<String, Tensor> tensors = student.weights().shared();
        try {
            return Trainee.start(student.config(), tensors, teacher.device(), precision);
        } finally {
            tensors.values().forEach(Tensor::close);
        }
    }

    private Trainee start() {
        try {
            NewStudent start = new NewStudent(Tiny.student(), teacher);
            return start.make(start.config(), 1, DType.F32);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void reset() {
        student.close();
        student = start();
    }

    private List<Tensor> step(boolean recompute, double dropout) {
        return step(student, recompute, dropout);
    }

    private List<Tensor> step(Trainee one, boolean recompute, double dropout) {
        return step(one, recompute, dropout, PUBLISHED);
    }

    private List<Tensor> step(Trainee one, boolean recompute, double dropout, List<Double> rates) {
        float[] sigmas = golden.get("sigmas").floats();
        return DistillProgram.load().train("vision", golden.get("input_ids"), golden.get("noise"),
                golden.get("teacher_embeds"), golden.get("pooled_projections"), golden.get("guidance"),
                new double[] {sigmas[STEP_INDEX], sigmas[STEP_INDEX + 1]}, teacher.weights(),
                teacher.numbers(), recompute, one.weights(), one.expAvg(), one.expAvgSq(), one.numbers(),
                List.of(1e-6, dropout), rates, 1L, 5L);
    }

    /**
     * As in the paper: what the teacher gives for padding counts as any other token. Moved by 3 and by -3, its loss
     * grows on average by the square of that, over all elements.
     */
    @Test
    void paddingCountsInTheNaiveLoss() {
        long[] tokens = golden.get("input_ids").longs();
        assertEquals(0, tokens[tokens.length - 1], "the last token is padding");
        Tensor text = golden.get("teacher_embeds");
        double grown = -2.0 * loss(still(text));
        for (int move : new int[] {3, -3}) {
            float[] moved = text.floats();
            for (int i = moved.length - (int) text.size(2); i < moved.length; i++) {
                moved[i] += move;
            }
            try (Tensor teachers = Tensor.of(moved, text.shape())) {
                grown += loss(still(teachers));
            }
        }
        assertEquals(2 * 9.0 * text.size(2) / text.count(), grown, 1e-4);
    }

    /** A naive step at a rate of 0. */
    private List<Tensor> still(Tensor teachers) {
        return naive(1, teachers, List.of(0.0, 0.9, 0.999, 1e-8, 0.0, 0.0, 0.0));
    }

    private List<Tensor> naive(long step) {
        return naive(step, golden.get("teacher_embeds"), PUBLISHED);
    }

    private List<Tensor> naive(long step, Tensor teachers, List<Double> rates) {
        return DistillProgram.load().train("embedding", golden.get("input_ids"), teachers,
                student.weights(), student.expAvg(), student.expAvgSq(), student.numbers(), List.of(1e-6, 0.0),
                rates, step, 5L);
    }

    private static float loss(List<Tensor> result) {
        float loss = result.get(0).floats()[0];
        result.forEach(Tensor::close);
        return loss;
    }

    private static Map<String, float[]> floats(Trainee one) {
        try (one) {
            return floats(one.weights());
        }
    }

    private static Map<String, float[]> floats(Weights weights) {
        Map<String, float[]> floats = new TreeMap<>();
        weights.shared().forEach((name, tensor) -> {
            floats.put(name, tensor.floats());
            tensor.close();
        });
        return floats;
    }

    private float[] golden(String prefix, String name) {
        return golden.get(prefix + (name.startsWith("final_projection") ? "" : "encoder.") + name).floats();
    }

    /** Of the word embeddings the reference has only some rows. */
    private float[] rows(String name, float[] values) {
        if (!name.equals(TABLE)) {
            return values;
        }
        long[] rows = golden.get("embedding_rows").longs();
        int width = student.config().dModel();
        float[] chosen = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, (int) rows[i] * width, chosen, i * width, width);
        }
        return chosen;
    }

    /** Latents as the reference packs them: tokens of 2x2 patches (channel, dy, dx). */
    private static Tensor packed(Tensor latents) {
        int b = (int) latents.size(0);
        int c = (int) latents.size(1);
        int h = (int) latents.size(2);
        int w = (int) latents.size(3);
        float[] from = latents.floats();
        float[] to = new float[from.length];
        int at = 0;
        for (int i = 0; i < b; i++) {
            for (int token = 0; token < h / 2 * (w / 2); token++) {
                for (int part = 0; part < c * 4; part++) {
                    int y = token / (w / 2) * 2 + part % 4 / 2;
                    int x = token % (w / 2) * 2 + part % 2;
                    to[at++] = from[((i * c + part / 4) * h + y) * w + x];
                }
            }
        }
        return Tensor.of(to, b, (long) h / 2 * (w / 2), c * 4L);
    }

    private static void assertClose(String what, float[] wanted, float[] found, double limit) {
        assertEquals(wanted.length, found.length, what);
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < wanted.length; i++) {
            difference += Math.pow((double) found[i] - wanted[i], 2);
            norm += (double) wanted[i] * wanted[i];
        }
        double error = Math.sqrt(difference / Math.max(norm, Double.MIN_NORMAL));
        assertTrue(error <= limit, what + ": relative error " + error + " is above " + limit);
    }
}
