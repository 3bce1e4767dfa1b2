// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.TorchException;

class ModelCacheTest {

    private final ModelCache cache = new ModelCache();
    private final AtomicInteger loads = new AtomicInteger();
    private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

    private final class Model implements ResidentModel {
        private final String name;
        private final long bytes;

        Model(String name, long bytes) {
            this.name = name;
            this.bytes = bytes;
            loads.incrementAndGet();
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }

    @BeforeEach
    void budget() {
        cache.setBudget(100);
    }

    private Model use(String key, long bytes) throws CheckpointException {
        try (Lease<Model> lease = cache.acquire(key, Device.CPU, () -> new Model(key, bytes))) {
            return lease.model();
        }
    }

    @Test
    void aModelIsLoadedOnce() throws Exception {
        assertSame(use("a", 10), use("a", 10));
        assertEquals(10, cache.bytes());
        assertTrue(cache.isLoaded("a"));
        assertEquals(1, loads.get());
    }

    @Test
    void theOneUnusedLongestGoesFirst() throws Exception {
        use("a", 40);
        use("b", 40);
        use("a", 40);
        use("c", 40);
        assertEquals(List.of("b"), closed);
        assertEquals(80, cache.bytes());
        use("huge", 1000);
        assertEquals(List.of("b", "a", "c", "huge"), closed);
        assertEquals(0, cache.bytes());
    }

    @Test
    void whatIsHeldIsToldWithTheOneUnusedLongestFirst() throws Exception {
        use("a", 40);
        use("b", 30);
        use("a", 40);
        assertEquals(List.of(Map.entry("b", 30L), Map.entry("a", 40L)), List.copyOf(cache.held(Device.CPU).entrySet()));
        cache.makeRoom(40, Device.CPU, "");
        assertEquals(Map.of("a", 40L), cache.held(Device.CPU));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void moreThanHalfOfTheMachineStaysWhereAPlanHasRoomForIt(boolean planned) throws Exception {
        try (ModelCache usual = new ModelCache()) {
            long large = ModelCache.machineMemory() / 3;
            for (String key : List.of("a", "b")) {
                if (planned) {
                    usual.makeRoom(large, Device.CPU, key);
                }
                usual.acquire(key, Device.CPU, () -> new Model(key, large)).close();
            }
            assertEquals(planned ? List.of() : List.of("a"), closed);
        }
    }

    @Test
    void roomIsMadeForWhatComesNextButNotByWhatItNeeds() throws Exception {
        use("a", 40);
        use("b", 40);
        cache.makeRoom(10, Device.CPU, "a");
        assertEquals(List.of("b"), closed);
        assertTrue(cache.isLoaded("a"));
        cache.makeRoom(10, Device.CPU, "c");
        assertEquals(List.of("b", "a"), closed);
        use("d", 40);
        cache.makeRoom(40, Device.CPU, "c");
        assertTrue(cache.isLoaded("d"));
    }

    /** A gigabyte on a card makes no room for one in the machine's memory, nor the other way round. */
    @Test
    void everyDeviceHasItsOwnMemory() throws Exception {
        Device card = Device.parse("cuda:0");
        Device other = Device.parse("cuda:1");
        for (Device device : List.of(card, other)) {
            cache.acquire(device.toString(), device, () -> new Model(device.toString(), 90)).close();
        }
        use("a", 90);
        assertEquals(List.of(), closed, "the budget of 100 is the CPU's");
        assertEquals(Map.of("cuda:0", 90L), cache.held(card));
        assertEquals(270, cache.bytes());
        cache.makeRoom(0, card, "");
        assertEquals(List.of("cuda:0"), closed);
        cache.setBudget(0);
        assertEquals(List.of("cuda:0", "a"), closed);
        assertTrue(cache.makeRoom(new TorchException("CUDA out of memory."), other));
        assertEquals(List.of("cuda:0", "a", "cuda:1"), closed);
    }

    @Test
    void whatIsInUseStays() throws Exception {
        Lease<Model> a = cache.acquire("a", Device.CPU, () -> new Model("a", 80));
        Lease<Model> b = cache.acquire("b", Device.CPU, () -> new Model("b", 80));
        assertEquals(List.of(), closed);
        assertEquals(160, cache.bytes());
        a.close();
        a.close();
        assertEquals(List.of("a"), closed);
        assertThrows(IllegalStateException.class, a::model);
        assertEquals("b", b.model().name);
        b.close();
        assertEquals(80, cache.bytes());
    }

    @Test
    void aDiscardedModelGoesWhenNobodyUsesIt() throws Exception {
        Lease<Model> first = cache.acquire("a", Device.CPU, () -> new Model("a", 10));
        Lease<Model> second = cache.acquire("a", Device.CPU, () -> new Model("a", 10));
        first.discard();
        assertEquals(List.of(), closed);
        assertFalse(cache.isLoaded("a"));
        assertEquals("a", second.model().name);
        Model other = use("a", 10);
        assertNotSame(other, second.model());
        second.close();
        assertEquals(List.of("a"), closed);
        assertTrue(cache.isLoaded("a"), "the new one stays");
    }

    @Test
    void aFailedLoadIsTriedAgain() throws Exception {
        assertThrows(CheckpointException.class, () -> cache.acquire("a", Device.CPU, () -> {
            throw new CheckpointException("no");
        }));
        assertThrows(CancellationException.class, () -> cache.acquire("a", Device.CPU, () -> {
            throw new CancellationException();
        }));
        assertEquals("a", use("a", 1).name);
    }

    @Test
    void fullMemoryFreesWhatIsUnusedAndTriesAgain() throws Exception {
        use("a", 10);
        AtomicInteger tries = new AtomicInteger();
        try (Lease<Model> lease = cache.acquire("b", Device.CPU, () -> {
            if (tries.incrementAndGet() == 1) {
                throw new TorchException("CUDA out of memory.");
            }
            return new Model("b", 10);
        })) {
            assertEquals("b", lease.model().name);
        }
        assertEquals(List.of("a"), closed);
        assertThrows(TorchException.class, () -> cache.acquire("c", Device.CPU, () -> {
            throw new TorchException("wrong shape");
        }));
        assertEquals(List.of("a"), closed, "other failures free nothing");
    }

    @Test
    void whatComputesMakesRoomToo() throws Exception {
        use("a", 10);
        try (Lease<Model> lease = cache.acquire("b", Device.CPU, () -> new Model("b", 10))) {
            assertFalse(cache.makeRoom(new TorchException("wrong shape"), Device.CPU));
            assertTrue(cache.makeRoom(new TorchException("CUDA out of memory."), Device.CPU));
            assertEquals(List.of("a"), closed, "what is in use stays: " + lease.model().name);
            assertFalse(cache.makeRoom(new TorchException("CUDA out of memory."), Device.CPU),
                    "there is nothing left to free");
        }
    }

    @Test
    void manyThreadsShareOneLoad() throws Exception {
        CountDownLatch together = new CountDownLatch(8);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Model>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                results.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    try (Lease<Model> lease = cache.acquire("a", Device.CPU, () -> {
                        LockSupport.parkNanos(50_000_000);
                        return new Model("a", 1);
                    })) {
                        return lease.model();
                    }
                }));
            }
            for (Future<Model> result : results) {
                assertSame(results.get(0).get(), result.get());
            }
        }
        assertEquals(1, loads.get());
    }

    @Test
    void closingFreesEverythingSoonerOrLater() throws Exception {
        use("a", 1);
        Lease<Model> b = cache.acquire("b", Device.CPU, () -> new Model("b", 1));
        cache.close();
        assertEquals(List.of("a"), closed);
        b.close();
        assertEquals(List.of("a", "b"), closed);
        assertThrows(IllegalStateException.class, () -> use("a", 1));
    }
}
