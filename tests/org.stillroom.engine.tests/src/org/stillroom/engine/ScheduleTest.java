// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.engine.Bench.executed;
import static org.stillroom.engine.Bench.graph;
import static org.stillroom.engine.Bench.join;
import static org.stillroom.engine.Bench.save;
import static org.stillroom.engine.Bench.scripted;
import static org.stillroom.engine.Bench.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.stillroom.engine.RunEvent.State;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.test.scripted.Script;

/** What runs, when, and what is told of it. */
class ScheduleTest extends BenchTest {

    @Test
    void oneOutputFeedsManySinks() throws Exception {
        Graph graph = graph(text("t", "hello"));
        for (int i = 0; i < 20; i++) {
            graph = graph.with(save("s" + i, "t"));
        }
        RunResult result = bench.run(graph);
        assertTrue(result.ok(), result.failures()::toString);
        assertEquals(20, result.files().size());
        assertEquals(21, Script.EXECUTED.size());
    }

    @Test
    void partialRunExecutesJustTheTargetsAndWhatTheyNeed() throws Exception {
        Graph graph = graph(text("a", "1"), text("b", "2"), join("ja", "a"), join("jb", "b"), save("sa", "ja"),
                save("sb", "jb"));
        RunResult result = bench.run(graph, "jb");
        assertTrue(result.ok());
        assertEquals(Set.of("b", "jb"), executed());
        assertEquals(Set.of("b", "jb"), result.states().keySet());
        bench.run(graph, "sa", "jb");
        assertEquals(Set.of("a", "ja", "sa"), executed());
    }

    @Test
    void independentHostNodesOverlap() throws Exception {
        meet("test.scripted", 3);
    }

    @Test
    void independentDeviceNodesOverlapOnTheCpu() throws Exception {
        meet("test.scriptedDevice", 2);
    }

    /** Ends only if all nodes are running at the same time. */
    private void meet(String type, int count) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(count);
        Graph graph = Graph.EMPTY;
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = "n" + i;
            graph = graph.with(scripted(id, type, context -> {
                barrier.await(10, TimeUnit.SECONDS);
                context.output("text", id);
            }));
            targets.add(id);
        }
        RunResult result = bench.run(graph, targets.toArray(String[]::new));
        assertTrue(result.ok(), result.failures()::toString);
    }

    @Test
    void anAcceleratorRunsOneNodeAtATimeWhileHostNodesGoOn() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch hostRan = new CountDownLatch(1);
        Graph graph = graph(scripted("host", "test.scripted", context -> {
            hostRan.countDown();
            context.output("text", "host");
        }));
        for (int i = 0; i < 6; i++) {
            graph = graph.with(scripted("d" + i, "test.scriptedDevice", context -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                boolean overlapped = hostRan.await(10, TimeUnit.SECONDS);
                Thread.sleep(5);
                running.decrementAndGet();
                context.output("text", context.nodeId() + overlapped);
            }));
        }
        bench.device = "cuda";
        Run one = bench.start(graph, graph.nodes().keySet().toArray(String[]::new));
        Graph other = graph(scripted("e", "test.scriptedDevice", Script.ALL.get("d0")));
        bench.device = "cuda:0";
        Run two = bench.start(other, "e");
        assertTrue(one.await().ok(), () -> String.valueOf(most));
        assertTrue(two.await().ok());
        assertEquals(1, most.get());
        assertEquals(0, hostRan.getCount());
    }

    @Test
    void twoRunsAtOnceOnOneEngine() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        Graph one = graph(scripted("one", "test.scripted", context -> {
            barrier.await(10, TimeUnit.SECONDS);
            context.output("text", "1");
        }), text("t", "both"), join("j", "t", "one"), save("s1", "j"));
        Graph two = graph(scripted("two", "test.scripted", context -> {
            barrier.await(10, TimeUnit.SECONDS);
            context.output("text", "2");
        }), text("t", "both"), join("j", "t", "two"), save("s2", "j"));
        Run first = bench.start(one);
        Run second = bench.start(two);
        assertTrue(first.await().ok(), first.await().failures()::toString);
        assertTrue(second.await().ok(), second.await().failures()::toString);
        assertEquals("both1", Files.readString(bench.output.resolve("s1.txt")));
        assertEquals("both2", Files.readString(bench.output.resolve("s2.txt")));
    }

    @Test
    void eventsComeInOrderAndFinishedLast() throws Exception {
        Node stepper = scripted("n", "test.scripted", context -> {
            context.progress(1, 2);
            context.preview(() -> new RgbImage(1, 1, new byte[] {1, 2, 3}));
            context.progress(2, 2);
            context.output("text", "four");
        });
        RunResult result = bench.run(graph(stepper, save("s", "n")));
        Path file = bench.output.resolve("s.txt");
        List<String> told = bench.events.stream().map(ScheduleTest::shown).toList();
        assertEquals(List.of("n WAITING", "s WAITING", "n RUNNING", "n 1/2", "n preview 1 x 1", "n 2/2",
                "n DONE", "n showed four", "s RUNNING", "s wrote " + file, "s DONE", "finished"), told);
        assertEquals(new RunEvent.Finished(result), bench.events.getLast());
        RunEvent.NodeState done = (RunEvent.NodeState) bench.events.get(6);
        assertTrue(done.bytes() >= 8 && done.seconds() > 0, done::toString);

        bench.run(graph(stepper, save("s", "n")));
        assertEquals(List.of("n CACHED", "s CACHED", "s wrote " + file, "finished"),
                bench.events.stream().map(ScheduleTest::shown).toList());
    }

    private static String shown(RunEvent event) {
        return switch (event) {
            case RunEvent.NodeState state -> state.node() + " " + state.state();
            case RunEvent.Progress progress -> progress.node() + " " + progress.done() + "/" + progress.total();
            case RunEvent.Preview preview -> preview.node() + " preview " + preview.picture().width()
                    + " x " + preview.picture().height();
            case RunEvent.Showed showed -> showed.node() + " showed "
                    + showed.shown().values().iterator().next().words();
            case RunEvent.Remark remark -> remark.node() + " remark " + remark.words();
            case RunEvent.Planned planned -> "planned " + planned.plan().words();
            case RunEvent.Failed failed -> "failed " + failed.failure();
            case RunEvent.Wrote wrote -> wrote.node() + " wrote " + wrote.file();
            case RunEvent.Finished finished -> "finished";
        };
    }

    @Test
    void aFailingListenerDoesNotSpoilTheRun() throws Exception {
        RunResult result = bench.start(graph(text("t", "x"), save("s", "t")), event -> {
            throw new IllegalStateException("listener");
        }).await();
        assertTrue(result.ok());
    }

    @Test
    void aLongChainAndAWideGraphRun() throws Exception {
        Graph graph = graph(text("n0", "x"));
        for (int i = 1; i < 500; i++) {
            graph = graph.with(join("n" + i, "n" + (i - 1)));
        }
        RunResult result = bench.run(graph.with(save("s", "n499")));
        assertTrue(result.ok());
        assertEquals(Set.of(State.DONE), Set.copyOf(result.states().values()));
        assertEquals(501, result.states().size());
    }
}
