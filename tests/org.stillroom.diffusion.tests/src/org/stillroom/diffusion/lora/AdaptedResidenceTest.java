// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillroom.diffusion.lora.SharedLoras.Model;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.TorchException;
import org.stillroom.torch.runtime.Weights;

/** How often weights are read and merged, and what is left when something goes wrong. */
class AdaptedResidenceTest {

    private static final String KOHYA = "lora/flux_kohya.safetensors";

    /** Parts of the base that were read. */
    private final List<Integer> read = new ArrayList<>();

    private Residence counted(Model model, Residence.Policy policy) throws CheckpointException {
        return Residence.open(policy, new Residence.Source() {

            @Override
            public int parts() {
                return model.stored().parts().size();
            }

            @Override
            public Weights load(int part, Progress progress) throws CheckpointException {
                read.add(part);
                return model.stored().load(model.stored().parts().get(part), Device.CPU, DType.F32, progress);
            }
        }, Progress.NONE);
    }

    private static float[] output(Model model, Residence weights) throws Exception {
        SortedMap<String, Tensor> inputs =
                TestData.tensors(TestData.shared("weights/inputs/tiny-flux-dev.safetensors"));
        return model.outputs(weights, inputs).get("sample").floats();
    }

    @Test
    void otherStrengthsReadNothingOfTheModelAgain() throws Exception {
        Model model = SharedLoras.model("transformer", "tiny-flux-dev");
        LoraFile lora = SharedLoras.lora(KOHYA);
        try (Residence base = counted(model, Residence.Policy.KEEP)) {
            assertEquals(model.stored().parts().size(), read.size());
            float[] own = output(model, base);
            for (double strength : new double[] {1, 0.5, -2}) {
                try (AdaptedResidence adapted = model.over(base, Residence.Policy.KEEP, lora, strength)) {
                    assertTrue(TestData.relativeError(output(model, adapted), own) > 1e-3);
                }
            }
            assertEquals(model.stored().parts().size(), read.size());
            // the model's own weights have not changed
            assertArrayEquals(own, output(model, base));
        }
    }

    @ParameterizedTest
    @EnumSource(Residence.Policy.class)
    void aStrengthOfZeroIsTheModelAsItIs(Residence.Policy policy) throws Exception {
        Model model = SharedLoras.model("transformer", "tiny-flux-dev");
        try (Residence base = counted(model, policy);
                AdaptedResidence adapted = model.over(base, policy, SharedLoras.lora(KOHYA), 0)) {
            base.use(1, Progress.NONE, own -> adapted.use(1, Progress.NONE, same -> {
                if (policy != Residence.Policy.STREAM) {
                    assertSame(own, same);
                }
                return null;
            }));
            assertArrayEquals(output(model, base), output(model, adapted));
        }
    }

    @Test
    void keptWeightsAreMergedOnce() throws Exception {
        Model model = SharedLoras.model("transformer", "tiny-flux-dev");
        Set<Weights> seen = new HashSet<>();
        try (Residence base = counted(model, Residence.Policy.KEEP);
                AdaptedResidence adapted = model.over(base, Residence.Policy.KEEP, SharedLoras.lora(KOHYA), 1)) {
            for (int use = 0; use < 3; use++) {
                adapted.use(1, Progress.NONE, seen::add);
            }
        }
        assertEquals(1, seen.size());
    }

    @Test
    void whereMemoryIsShortNothingIsKeptBesideTheModel() throws Exception {
        Model model = SharedLoras.model("transformer", "tiny-flux-dev");
        LoraFile lora = SharedLoras.lora(KOHYA);
        try (Residence base = counted(model, Residence.Policy.KEEP);
                AdaptedResidence adapted = model.over(base, Residence.Policy.KEEP, lora, 1);
                AdaptedResidence other = model.over(base, Residence.Policy.KEEP, lora, 1)) {
            Set<Weights> seen = new HashSet<>();
            adapted.use(1, Progress.NONE, seen::add);
            int[] calls = {0};
            assertEquals("done", adapted.use(2, Progress.NONE, weights -> {
                if (calls[0]++ == 0) {
                    throw new TorchException("CUDA out of memory. Tried to allocate 2.00 GiB");
                }
                return "done";
            }));
            adapted.use(1, Progress.NONE, seen::add);
            adapted.use(1, Progress.NONE, seen::add);
            assertEquals(3, seen.size());
            assertArrayEquals(output(model, other), output(model, adapted));
            // what is not about memory, or what freeing does not help, is told
            assertThrows(TorchException.class, () -> adapted.use(1, Progress.NONE, weights -> {
                throw new TorchException("CUDA out of memory");
            }));
            assertThrows(TorchException.class, () -> other.use(1, Progress.NONE, weights -> {
                throw new TorchException("shapes do not fit");
            }));
        }
    }

    @Test
    void mergingCanBeCancelled() throws Exception {
        Model model = SharedLoras.model("transformer", "tiny-flux-dev");
        try (Residence base = counted(model, Residence.Policy.KEEP);
                AdaptedResidence adapted = model.over(base, Residence.Policy.KEEP, SharedLoras.lora(KOHYA), 1)) {
            int[] checks = {0};
            Progress cancelled = () -> {
                if (++checks[0] > 2) {
                    throw new CancellationException("enough");
                }
            };
            assertThrows(CancellationException.class, () -> adapted.use(1, cancelled, weights -> null));
            adapted.use(1, Progress.NONE, weights -> null);
        }
    }
}
