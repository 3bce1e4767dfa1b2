// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.engine.Bench.graph;
import static org.stillroom.engine.Bench.join;
import static org.stillroom.engine.Bench.save;
import static org.stillroom.engine.Bench.scripted;
import static org.stillroom.engine.Bench.text;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stillroom.engine.RunEvent.State;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.test.scripted.Value;

/** Cancelling, and closing the engine. A native call is stood in for by a wait that nothing interrupts. */
@Timeout(60)
class CancelTest extends BenchTest {

    private final CountDownLatch inCall = new CountDownLatch(1);
    private final CountDownLatch endCall = new CountDownLatch(1);

    @AfterEach
    void endCalls() {
        endCall.countDown();
    }

    @Test
    void aNodeThatChecksStopsAndTheRestIsNotRun() throws Exception {
        Graph graph = graph(scripted("n", "test.scriptedDevice", context -> {
            inCall.countDown();
            for (int i = 0; i < 60_000; i++) {
                context.progress(i, 60_000);
                Thread.sleep(1);
            }
        }), join("j", "n"), save("s", "j"));
        Run run = bench.start(graph);
        inCall.await();
        assertFalse(run.cancelled());
        run.cancel();
        RunResult result = run.await();
        assertTrue(run.cancelled());
        assertTrue(result.cancelled());
        assertFalse(result.ok());
        assertEquals(List.of(State.CANCELLED, State.CANCELLED, State.CANCELLED),
                List.copyOf(result.states().values()));
        assertEquals(List.of(), result.failures());
    }

    @Test
    void awaitReturnsThoughANodeIsInANativeCallAndItsResultIsDropped() throws Exception {
        Value late = new Value(8);
        CountDownLatch dropped = new CountDownLatch(1);
        Graph graph = graph(scripted("n", "test.scriptedValue", context -> {
            blockUninterruptibly();
            context.output("value", late);
            dropped.countDown();
        }));
        Run run = bench.start(graph, "n");
        inCall.await();
        run.cancel();
        RunResult result = run.await();
        assertEquals(State.CANCELLED, result.states().get("n"));
        assertEquals(0, late.closed());
        int told = bench.events.size();
        endCall.countDown();
        dropped.await();
        closedSoon(late);
        assertEquals(told, bench.events.size(), "a run that has ended tells nothing more");
        scripted("n", "test.scriptedValue", context -> context.output("value", new Value(8)));
        assertEquals(State.DONE, bench.run(graph, "n").states().get("n"), "what was dropped is made again");
    }

    private static void closedSoon(Value value) throws InterruptedException {
        while (value.closed() == 0) {
            Thread.sleep(1);
        }
        assertEquals(1, value.closed());
    }

    private void blockUninterruptibly() {
        inCall.countDown();
        boolean ended = false;
        while (!ended) {
            try {
                endCall.await();
                ended = true;
            } catch (InterruptedException e) {
                // as a native call would
            }
        }
    }

    @Test
    void theNextRunWaitsItsTurnOnTheDevice() throws Exception {
        AtomicBoolean abandonedIsIn = new AtomicBoolean();
        AtomicReference<Boolean> overlapped = new AtomicReference<>();
        bench.device = "cuda";
        Graph first = graph(scripted("a", "test.scriptedDevice", context -> {
            abandonedIsIn.set(true);
            blockUninterruptibly();
            abandonedIsIn.set(false);
            context.output("text", "late");
        }));
        Graph second = graph(scripted("b", "test.scriptedDevice", context -> {
            overlapped.set(abandonedIsIn.get());
            context.output("text", "next");
        }), text("t", "host"), save("hostOutput", "t"));
        Run run = bench.start(first, "a");
        inCall.await();
        run.cancel();
        run.await();
        CountDownLatch hostDone = new CountDownLatch(1);
        Run next = bench.start(second, event -> {
            if (event instanceof RunEvent.NodeState(String node, State state, double seconds, long bytes)
                    && node.equals("hostOutput") && state == State.DONE) {
                hostDone.countDown();
            }
        }, "b", "hostOutput");
        hostDone.await();
        assertEquals(null, overlapped.get(), "the device is still taken, and host nodes run");
        endCall.countDown();
        assertTrue(next.await().ok());
        assertEquals(false, overlapped.get());
    }

    @Test
    void inputsOfAnAbandonedNodeStayOpenUntilItEnds() throws Exception {
        bench.close();
        bench = new Bench(folder, 0);
        Value input = new Value(1000);
        AtomicReference<Integer> closedAtEnd = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        Node source = scripted("v", "test.scriptedValue", context -> context.output("value", input));
        Node sink = scripted("n", "test.scriptedSink", context -> {
            blockUninterruptibly();
            closedAtEnd.set(input.closed());
            ended.countDown();
        }).withInput("value", new PortRef("v", "value"));
        Run run = bench.start(graph(source, sink), "n");
        inCall.await();
        run.cancel();
        run.await();
        endCall.countDown();
        ended.await();
        assertEquals(0, closedAtEnd.get());
        closedSoon(input);
    }

    @Test
    void aRunThatWaitsForTheDeviceIsCancelledToo() throws Exception {
        bench.device = "cuda";
        Run busy = bench.start(graph(scripted("a", "test.scriptedDevice", context -> {
            blockUninterruptibly();
            context.output("text", "");
        })), "a");
        inCall.await();
        Run waiting = bench.start(graph(scripted("b", "test.scriptedDevice", context -> context.output("text", ""))),
                "b");
        waiting.cancel();
        assertTrue(waiting.await().cancelled());
        endCall.countDown();
        assertTrue(busy.await().ok());
        assertFalse(busy.cancelled());
    }

    @Test
    void aListenerMayCancelAndCancellingAFinishedRunDoesNothing() throws Exception {
        AtomicReference<Run> run = new AtomicReference<>();
        CountDownLatch started = new CountDownLatch(1);
        run.set(bench.start(graph(scripted("n", "test.scripted", context -> {
            started.await();
            context.progress(1, 2);
            context.progress(2, 2);
            context.output("text", "");
        }), save("s", "n")), event -> {
            if (event instanceof RunEvent.Progress) {
                run.get().cancel();
            }
        }));
        started.countDown();
        RunResult result = run.get().await();
        assertTrue(result.cancelled());
        assertEquals(State.CANCELLED, result.states().get("s"));
        Run done = bench.start(graph(text("t", "x"), save("u", "t")));
        done.await();
        done.cancel();
        assertFalse(done.await().cancelled());
        assertFalse(done.cancelled());
    }

    @Test
    void afterACancelTheNextRunRecovers() throws Exception {
        Graph graph = graph(scripted("n", "test.scripted", context -> {
            inCall.countDown();
            while (true) {
                context.checkCancelled();
                Thread.sleep(1);
            }
        }), save("s", "n"));
        Run run = bench.start(graph);
        inCall.await();
        run.cancel();
        run.await();
        scripted("n", "test.scripted", context -> context.output("text", "fine"));
        assertTrue(bench.run(graph).ok());
    }

    @Test
    void closingCancelsRunsAndClosesSharedResourcesInReverseOrder() throws Exception {
        List<String> closed = new CopyOnWriteArrayList<>();
        record First(List<String> log) implements AutoCloseable {
            @Override
            public void close() {
                log.add("first");
            }
        }
        record Second(List<String> log) implements AutoCloseable {
            @Override
            public void close() {
                log.add("second");
                throw new IllegalStateException("a close that fails must not keep others open");
            }
        }
        Graph graph = graph(scripted("n", "test.scripted", context -> {
            First first = context.shared(First.class, () -> new First(closed));
            context.shared(Second.class, () -> new Second(closed));
            assertTrue(first == context.shared(First.class, () -> new First(closed)));
            assertTrue(first == bench.engine.shared(First.class, () -> new First(closed)));
            inCall.countDown();
            while (true) {
                context.checkCancelled();
                Thread.sleep(1);
            }
        }));
        Run run = bench.start(graph, "n");
        inCall.await();
        bench.engine.close();
        assertTrue(run.await().cancelled());
        assertEquals(List.of("second", "first"), closed);
        assertThrows(IllegalStateException.class, () -> bench.start(graph, "n"));
    }

    @Test
    void closingWhileANodeIsInANativeCallClosesWhatItUsesAfterwards() throws Exception {
        Value shared = new Value(1);
        AtomicReference<Integer> closedAtEnd = new AtomicReference<>();
        Graph graph = graph(scripted("n", "test.scripted", context -> {
            context.shared(Value.class, () -> shared);
            blockUninterruptibly();
            closedAtEnd.set(shared.closed());
        }));
        Run run = bench.start(graph, "n");
        assertTrue(inCall.await(10, TimeUnit.SECONDS));
        bench.engine.close();
        assertTrue(run.await().cancelled());
        assertEquals(0, shared.closed());
        assertFalse(bench.engine.ended());
        endCall.countDown();
        closedSoon(shared);
        assertEquals(0, closedAtEnd.get());
        assertTrue(bench.engine.ended());
    }
}
