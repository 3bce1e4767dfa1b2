// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.distill.training.Golden;
import org.stillroom.distill.training.Learned;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** One step of each stage's program against PyTorch's autograd through diffusers' and transformers' models. */
class StepTest {

    private static final List<Double> RATES = List.of(1e-3, 0.9, 0.99, 1e-8, 0.01, 0.5, 0.9);
    private static final double DIVERGENCE = 0.01;
    private static final float SECOND = 1e-2f;
    private static final int STEP = 5;

    private static final VaeConfig VAE = new VaeConfig(4, List.of(8, 8, 8, 16), 1, 4, 1, 0, false, false, true);
    private static final FlowModel FLOW = new FlowModel(
            new FluxConfig(16, 1, 2, 8, 2, 24, 20, true, List.of(2, 2, 4)),
            new T5Config(30, 24, 8, 20, 2, 2, 8, 128, 1e-6, true, OptionalInt.empty()));

    /** The state that make_train.py starts from: no first moment, the same second moment everywhere. */
    private static Learned start(Map<String, Tensor> weights) {
        Map<String, Tensor> first = new TreeMap<>();
        Map<String, Tensor> second = new TreeMap<>();
        weights.forEach((name, tensor) -> {
            float[] all = new float[(int) tensor.count()];
            first.put(name, Tensor.of(all, tensor.shape()));
            Arrays.fill(all, SECOND);
            second.put(name, Tensor.of(all, tensor.shape()));
        });
        try {
            return new Learned(own(weights), own(first), own(second), own(weights));
        } finally {
            first.values().forEach(Tensor::close);
            second.values().forEach(Tensor::close);
        }
    }

    private static Weights own(Map<String, Tensor> tensors) {
        return Weights.trainable(tensors, Device.CPU, DType.F32);
    }

    /** Weights, and how they changed: the change is small beside the weight. */
    private static void assertStepped(Golden golden, String model, Learned learned) {
        Map<String, float[]> averages = Golden.floats(learned.average());
        Golden.floats(learned.weights()).forEach((name, found) -> {
            float[] before = golden.floats("before." + model + name);
            float[] after = golden.floats("after." + model + name);
            Golden.assertClose(name, after, found, 1e-6);
            // rounded to float32 twice, each weight may be off by some 1e-8
            float[] average = averages.get(name);
            for (int i = 0; i < after.length; i++) {
                double wanted = (double) after[i] - before[i];
                assertEquals(wanted, (double) found[i] - before[i], 1e-4 * Math.abs(wanted)
                        + 2.5e-7 * Math.abs(before[i]) + 1e-8, "change of " + name + " at " + i);
                assertEquals(0.9 * before[i] + 0.1 * after[i], average[i], 1e-6, "average of " + name);
            }
        });
    }

    @Test
    void aStepOfTheAutoencoderIsPythons() throws Exception {
        Program program = Autoencoder.program();
        try (Golden golden = Golden.read("vae"); Learned vae = start(golden.part("before.vae."))) {
            assertEquals(VAE.shapes().keySet(), golden.part("before.vae.").keySet());
            List<Double> rates = new ArrayList<>(RATES);
            rates.add(DIVERGENCE);
            List<Tensor> result = program.train("step", golden.get("rgb"), golden.get("noise"), vae.weights(),
                    vae.expAvg(), vae.expAvgSq(), vae.average(), Autoencoder.numbers(VAE), rates, STEP);
            Golden.assertClose("loss", golden.floats("loss"), Golden.taken(result.get(0)), 1e-5);
            Golden.assertClose("norm", golden.floats("norm"), Golden.taken(result.get(1)), 1e-5);
            Golden.assertClose("squared error", golden.floats("squared"), Golden.taken(result.get(2)), 1e-5);
            assertStepped(golden, "vae.", vae);
        }
    }

    @Test
    void aStepOfTransformerAndEncoderIsPythons() throws Exception {
        Program program = FlowModel.program();
        try (Golden golden = Golden.read("flow");
                Learned flux = start(golden.part("before.flux."));
                Learned t5 = start(golden.part("before.t5."))) {
            assertEquals(FLOW.flux().shapes().keySet(), golden.part("before.flux.").keySet());
            assertEquals(FLOW.t5().shapes().keySet(), golden.part("before.t5.").keySet());
            List<Tensor> result = program.train("step", golden.get("latents"), golden.get("noise"), golden.get("sigma"),
                    golden.get("guidance"), golden.get("pooled"), golden.get("ids"), flux.weights(), flux.expAvg(),
                    flux.expAvgSq(), flux.average(), t5.weights(), t5.expAvg(), t5.expAvgSq(), t5.average(),
                    FLOW.numbers(), FLOW.flux().axesDimsRope(), RATES, STEP);
            Golden.assertClose("loss", golden.floats("loss"), Golden.taken(result.get(0)), 1e-5);
            Golden.assertClose("norm", golden.floats("norm"), Golden.taken(result.get(1)), 1e-5);
            Golden.assertClose("loss of each", golden.floats("each"), Golden.taken(result.get(2)), 1e-5);
            assertStepped(golden, "flux.", flux);
            assertStepped(golden, "t5.", t5);
        }
    }

    @Test
    void latentsArePythonsMeans() throws Exception {
        Program program = Autoencoder.program();
        try (Golden golden = Golden.read("vae"); Weights weights = golden.own("before.vae.")) {
            Golden.assertClose("mean", golden.floats("mean"),
                    Golden.taken(program.call("encode", golden.get("rgb"), weights, Autoencoder.numbers(VAE))), 1e-5);
        }
    }

    /** The loss, what is right and the step are those of transformers' T5ForConditionalGeneration. */
    @Test
    void aStepOfTheLanguageModelIsPythons() throws Exception {
        Program program = LanguageModel.program();
        LanguageModel model = new LanguageModel(
                new T5Config(40, 24, 8, 20, 2, 2, 8, 128, 1e-6, true, OptionalInt.empty()), 2);
        try (Golden golden = Golden.read("language"); Learned t5 = start(golden.part("before.t5."))) {
            Map<String, List<Long>> shapes = new TreeMap<>(model.t5().shapes());
            shapes.putAll(model.decoder());
            assertEquals(shapes.keySet(), golden.part("before.t5.").keySet());
            List<Tensor> read = program.callList("read", golden.get("ids"), golden.get("target"), t5.weights(),
                    model.numbers());
            Golden.assertClose("loss", golden.floats("loss"), Golden.taken(read.get(0)), 1e-5);
            assertEquals(golden.floats("right")[0], Golden.taken(read.get(1))[0]);
            assertEquals(16, Golden.taken(read.get(2))[0], "padding is not counted");
            List<Tensor> result = program.train("step", golden.get("ids"), golden.get("target"), t5.weights(),
                    t5.expAvg(), t5.expAvgSq(), t5.average(), model.numbers(), RATES, STEP);
            Golden.assertClose("loss", golden.floats("loss"), Golden.taken(result.get(0)), 1e-5);
            Golden.assertClose("norm", golden.floats("norm"), Golden.taken(result.get(1)), 1e-5);
            assertStepped(golden, "t5.", t5);
        }
    }

    /**
     * A transformer on a frozen encoder's text steps as the one that is trained with it: its own weights have the same
     * gradients, and the encoder's are not there to change.
     */
    @Test
    void aStepOnAFrozenEncoderHasTheTransformersGradients() throws Exception {
        Program program = FlowModel.program();
        List<Double> unclipped = new ArrayList<>(RATES);
        unclipped.set(5, 0.0);
        try (Golden golden = Golden.read("flow");
                Learned flux = start(golden.part("before.flux."));
                Learned frozen = start(golden.part("before.flux."));
                Learned t5 = start(golden.part("before.t5."))) {
            program.train("step", golden.get("latents"), golden.get("noise"), golden.get("sigma"),
                    golden.get("guidance"), golden.get("pooled"), golden.get("ids"), flux.weights(), flux.expAvg(),
                    flux.expAvgSq(), flux.average(), t5.weights(), t5.expAvg(), t5.expAvgSq(), t5.average(),
                    FLOW.numbers(), FLOW.flux().axesDimsRope(), unclipped, STEP).forEach(Tensor::close);
            List<Tensor> result = program.train("frozen", golden.get("latents"), golden.get("noise"),
                    golden.get("sigma"), golden.get("guidance"), golden.get("pooled"), golden.get("text"),
                    frozen.weights(), frozen.expAvg(), frozen.expAvgSq(), frozen.average(), FLOW.numbers(),
                    FLOW.flux().axesDimsRope(), unclipped, STEP);
            Golden.assertClose("loss of each", golden.floats("each"), Golden.taken(result.get(2)), 1e-5);
            Map<String, float[]> found = Golden.floats(frozen.weights());
            Golden.floats(flux.weights()).forEach((name, wanted) ->
                    Golden.assertClose(name, wanted, found.get(name), 1e-6));
        }
    }

    /** A guide that is the transformer itself, told the same, leaves nothing to learn; told something else, much. */
    @Test
    void aGuidesVelocityIsWhatIsLearned() throws Exception {
        Program program = FlowModel.program();
        try (Golden golden = Golden.read("flow");
                Learned flux = start(golden.part("before.flux."));
                Weights guide = golden.own("before.flux.");
                Tensor other = Tensor.randn(3, golden.get("text").shape())) {
            List<Double> losses = new ArrayList<>();
            for (Tensor shown : List.of(golden.get("text"), other)) {
                List<Tensor> result = program.train("guided", golden.get("latents"), golden.get("noise"),
                        golden.get("sigma"), golden.get("guidance"), golden.get("pooled"), golden.get("text"), shown,
                        flux.weights(), flux.expAvg(), flux.expAvgSq(), flux.average(), guide, FLOW.numbers(),
                        FLOW.flux().axesDimsRope(), List.of(0.0, 0.9, 0.99, 1e-8, 0.0, 0.5, 0.9), STEP);
                losses.add((double) Golden.taken(result.get(0))[0]);
            }
            assertEquals(0, losses.get(0), 1e-9);
            assertTrue(losses.get(1) > 1e-4, losses.toString());
        }
    }

    /** Where gradients are not finite, nothing changes, neither weights nor moments nor averages. */
    @Test
    void aStepWithoutFiniteGradientsChangesNothing() throws Exception {
        Program program = FlowModel.program();
        try (Golden golden = Golden.read("flow");
                Learned flux = start(golden.part("before.flux."));
                Learned t5 = start(golden.part("before.t5."))) {
            float[] poisoned = golden.floats("latents");
            poisoned[7] = Float.NaN;
            try (Tensor latents = Tensor.of(poisoned, golden.get("latents").shape())) {
                List<Tensor> result = program.train("step", latents, golden.get("noise"), golden.get("sigma"),
                        golden.get("guidance"), golden.get("pooled"), golden.get("ids"), flux.weights(), flux.expAvg(),
                        flux.expAvgSq(), flux.average(), t5.weights(), t5.expAvg(), t5.expAvgSq(), t5.average(),
                        FLOW.numbers(), FLOW.flux().axesDimsRope(), RATES, STEP);
                assertEquals(Float.NaN, Golden.taken(result.get(0))[0]);
            }
            for (Learned learned : List.of(flux, t5)) {
                String model = learned == flux ? "flux." : "t5.";
                for (Weights weights : List.of(learned.weights(), learned.average())) {
                    Golden.floats(weights).forEach((name, found) -> Golden.assertClose(name,
                            golden.floats("before." + model + name), found, 0));
                }
                Golden.floats(learned.expAvg()).forEach((name, found) ->
                        Golden.assertClose(name, new float[found.length], found, 0));
            }
        }
    }
}
