// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** optim.py against torch.optim.AdamW and torch.nn.utils.clip_grad_norm_ in Python. */
class OptimizerTest {

    private static final int STEPS = 50;
    /** lr, beta1, beta2, eps, weight decay, largest norm, decay of the average, as in make_train.py. */
    private static final List<Double> RATES = List.of(1e-3, 0.9, 0.99, 1e-8, 0.01, 0.5, 0.9);

    private final Program program = Program.load(OptimizerTest.class, "optimizer.py",
            new Program.Library("optim", Learned.class, "optim.py"));

    private Learned start(Golden golden) {
        return Learned.start(golden.part("start."), Device.CPU);
    }

    private float step(Golden golden, Learned learned, List<Double> rates, int step) {
        try (Weights gradients = Weights.of(golden.part("grad." + step + "."))) {
            return Golden.taken(program.train("update", learned.weights(), learned.expAvg(), learned.expAvgSq(),
                    learned.average(), gradients, rates, step).get(0))[0];
        }
    }

    @Test
    void fiftyStepsAreThoseOfPython() throws Exception {
        try (Golden golden = Golden.read("optim"); Learned learned = start(golden)) {
            float[] norms = new float[STEPS];
            for (int step = 1; step <= STEPS; step++) {
                norms[step - 1] = step(golden, learned, RATES, step);
            }
            Golden.assertClose("norms", golden.floats("norms"), norms, 1e-6);
            Map.of("end.", learned.weights(), "exp_avg.", learned.expAvg(), "exp_avg_sq.", learned.expAvgSq(),
                    "average.", learned.average()).forEach((part, weights) ->
                    Golden.floats(weights).forEach((name, found) ->
                            Golden.assertClose(part + name, golden.floats(part + name), found, 1e-6)));
        }
    }

    /** A largest norm of 0 stands for none: the first moment after one step is a tenth of the gradient. */
    @Test
    void gradientsAreNotClippedWithoutALargestNorm() throws Exception {
        try (Golden golden = Golden.read("optim"); Learned learned = start(golden)) {
            float norm = step(golden, learned, List.of(1e-3, 0.9, 0.99, 1e-8, 0.01, 0.0, 0.9), 1);
            assertEquals(golden.floats("norms")[0], norm, 1e-5);
            Golden.floats(learned.expAvg()).forEach((name, moment) -> {
                float[] wanted = golden.floats("grad.1." + name);
                for (int i = 0; i < wanted.length; i++) {
                    assertEquals(0.1 * wanted[i], moment[i], 1e-6, name);
                }
            });
        }
    }

    @Test
    void aWeightThatTheLossDoesNotDependOnHasTheGradientZero() {
        Map<String, Tensor> made = new TreeMap<>(Map.of("a", Tensor.of(new float[] {1, -2}, 2), "b",
                Tensor.zeros(DType.F32, Device.CPU, 3)));
        try (Weights weights = Weights.trainable(made, Device.CPU, DType.F32)) {
            List<Tensor> gradients = program.train("gradients", weights);
            assertArrayEquals(new float[] {2, -4}, Golden.taken(gradients.get(0)));
            assertArrayEquals(new float[3], Golden.taken(gradients.get(1)));
        }
        made.values().forEach(Tensor::close);
    }
}
