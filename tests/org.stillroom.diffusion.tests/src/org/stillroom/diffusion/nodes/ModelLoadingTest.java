// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.models.ModelCache;
import org.stillroom.torch.models.ResidentModel;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.TorchException;

/** What nodes do where a device's memory is full, with models that only say so. */
class ModelLoadingTest {

    private static final String FULL = "CUDA out of memory. Tried to allocate 2.00 GiB.";
    private static final Path MODEL = TestData.shared("pipelines/tiny-flux-dev/text_encoder_2");

    private final ModelCache cache = new ModelCache();
    private final List<String> done = new ArrayList<>();

    /** Takes nothing. */
    private static final class Nothing implements ResidentModel {

        @Override
        public long bytes() {
            return 1;
        }

        @Override
        public void close() {
            // there is nothing to free
        }
    }

    @BeforeEach
    void leaveAModelOfAnEarlierRun() throws Exception {
        cache.acquire("earlier", Device.CPU, Nothing::new).close();
    }

    @AfterEach
    void close() {
        cache.close();
    }

    /**
     * Uses the model as a node does.
     *
     * @param openFull how often opening it finds no room
     * @param computeFull how often computing does
     */
    private void use(String memory, int openFull, int computeFull) throws NodeException {
        int[] opened = new int[1];
        int[] computed = new int[1];
        // the context closes what is shared when it is closed itself
        FakeContext context = new FakeContext("t5Encoder", MODEL.getParent()).set("model", "text_encoder_2")
                .set("memory", memory).share(ModelCache.class, cache);
        ModelLoading.use(context.executing(), "model", MODEL, Nothing.class, (path, policy, device, dtype, cancel) -> {
            done.add("open");
            if (opened[0]++ < openFull) {
                throw new TorchException(FULL);
            }
            return new Nothing();
        }, model -> ModelLoading.computed(context.executing(), "", () -> {
            done.add("compute");
            if (computed[0]++ < computeFull) {
                throw new TorchException(FULL);
            }
            return model;
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "unload", "stream"})
    void whatAnEarlierRunLeftGoesAndTheModelIsOpenedOnceMore(String memory) throws Exception {
        use(memory, 1, 0);
        assertEquals(List.of("open", "open", "compute"), done);
        assertFalse(cache.isLoaded("earlier"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "unload", "stream"})
    void whatAnEarlierRunLeftGoesAndTheModelComputesOnceMore(String memory) throws Exception {
        use(memory, 0, 1);
        assertEquals(List.of("open", "compute", "compute"), done);
        assertFalse(cache.isLoaded("earlier"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "unload", "stream"})
    void whereThatIsNotEnoughItIsSaidWithWhatToDo(String memory) {
        NodeException e = assertThrows(NodeException.class, () -> use(memory, 0, 9));
        assertEquals(List.of("open", "compute", "compute"), done);
        assertTrue(e.getMessage().startsWith("There is no memory left where this is computed, even without the models "
                + "that nobody uses; make the picture or batch smaller"), e.getMessage());
        assertTrue(e.getMessage().endsWith(FULL), e.getMessage());
    }

    @Test
    void whatIsInMemoryStaysWhereAllIsWell() throws Exception {
        use("stream", 0, 0);
        assertEquals(Set.of("earlier"), cache.held(Device.CPU).keySet());
    }
}
