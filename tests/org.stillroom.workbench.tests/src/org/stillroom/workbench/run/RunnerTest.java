// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.editor.status.NodeStatus.State;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.RgbImage;

class RunnerTest {

    @TempDir
    private Path folder;
    private RunBench bench;
    private final CountDownLatch hold = new CountDownLatch(1);

    @BeforeEach
    void open() {
        bench = new RunBench(folder);
        TestNodes.SCRIPTS.put("ok", context -> { });
        TestNodes.SCRIPTS.put("fail", context -> {
            throw new NodeException("script", "the stove is cold; light it");
        });
        TestNodes.SCRIPTS.put("wait", context -> {
            context.progress(1, 4);
            while (true) {
                context.checkCancelled();
                Thread.sleep(5);
            }
        });
        TestNodes.SCRIPTS.put("deaf", context -> hold.await());
        TestNodes.SCRIPTS.put("picture", context -> context.wrote(picture(context)));
    }

    @AfterEach
    void close() {
        hold.countDown();
        bench.close();
    }

    private static Path picture(ExecuteContext context) throws Exception {
        BufferedImage image = new BufferedImage(800, 400, BufferedImage.TYPE_INT_RGB);
        image.setRGB(799, 399, 0xff0000);
        Path file = context.outputFolder().resolve(context.nodeId() + ".png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static Graph picturing() {
        Graph graph = RunBench.chain("ok");
        return graph.with(RunBench.show("show", "picture", "work"));
    }

    @Test
    void showsOnTheNodesHowARunWentAndWhatItMade() {
        RunBench.Target target = bench.open("a.stillroom", picturing());
        List<String> made = new ArrayList<>();
        bench.runner.addPictureListener(picture -> made.add(picture.node().id() + " " + picture.file().getFileName()
                + " " + picture.graph() + " " + picture.cached()));

        RunHandle run = bench.runner.run(target, Set.of());
        assertEquals(State.WAITING, target.state("work"));
        bench.untilIdle();

        assertEquals(RunState.DONE, run.record().state());
        for (String node : List.of("source", "work", "show")) {
            assertEquals(State.DONE, target.state(node), node);
        }
        assertEquals(384, target.overlay().picture("show").orElseThrow().width);
        assertEquals(192, target.overlay().picture("show").orElseThrow().height);
        assertEquals(List.of("show show.png a.stillroom false"), made);
        assertEquals(List.of(folder.resolve("pictures").resolve("show.png")), run.record().files());
        assertEquals(List.of(run), bench.runner.history());
        assertEquals(1, target.ended.size());
        assertTrue(target.said.isEmpty(), target.said.toString());
    }

    @Test
    void runsSeveralTimesWithTheNextSeeds() {
        RunBench.Target fixed = bench.open("fixed.stillroom", seeded("fixed"));
        bench.runner.run(fixed, 3);
        assertEquals(3, bench.runner.queue().size());
        bench.untilIdle();

        List<RunRecord> ran = bench.runner.history().reversed().stream().map(RunHandle::record).toList();
        assertEquals(List.of(RunState.DONE, RunState.DONE, RunState.DONE), ran.stream().map(RunRecord::state).toList());
        assertEquals(List.of("7", "8", "9"), ran.stream().map(run -> seed(run.graph())).toList());
        assertEquals("fixed.stillroom", ran.get(1).name());
        assertTrue(ran.get(1).title().matches("fixed.stillroom .*2.*3.*"), ran.get(1).title());
        assertEquals("7", seed(fixed.document().graph()), "a fixed seed stays on the canvas");
        assertEquals(3, TestNodes.EXECUTED.stream().filter("source"::equals).count());

        RunBench.Target counting = bench.open("counting.stillroom", seeded("increment"));
        bench.runner.run(counting, 3);
        bench.untilIdle();
        assertEquals("10", seed(counting.document().graph()), "as after three runs one by one");
    }

    @Test
    void ofSeveralRunsNoneIsTriedAfterOneThatFails() {
        RunBench.Target target = bench.open("a.stillroom",
                seeded("random").with(RunBench.work("work", "fail", "source")));
        bench.runner.run(target, 3);
        bench.untilIdle();
        assertEquals(List.of(RunState.FAILED, RunState.STOPPED, RunState.STOPPED), states());
        assertEquals(1, TestNodes.EXECUTED.stream().filter("source"::equals).count());
    }

    @Test
    void stoppingStopsAllOfSeveralRuns() {
        RunBench.Target target = bench.open("a.stillroom",
                seeded("fixed").with(RunBench.work("work", "wait", "source")));
        bench.runner.run(target, 3);
        bench.until(() -> target.state("work") == State.RUNNING);
        bench.runner.stop(target);
        bench.untilIdle();
        assertEquals(List.of(RunState.STOPPED, RunState.STOPPED, RunState.STOPPED), states());
    }

    @Test
    void aGraphWithoutASeedHasNothingToRunSeveralTimesFor() {
        assertTrue(bench.runner.hasSeeds(seeded("fixed")));
        assertFalse(bench.runner.hasSeeds(Graph.EMPTY.with(RunBench.show("show", "", "work"))));
    }

    private List<RunState> states() {
        return bench.runner.history().stream().map(RunHandle::record)
                .sorted(Comparator.comparingLong(RunRecord::number)).map(RunRecord::state).toList();
    }

    private static Graph seeded(String afterRun) {
        Graph graph = RunBench.chain("ok");
        return graph.with(graph.nodes().get("source").withParameter("seed", JsonNodeFactory.instance.numberNode(7))
                .withParameter("after_run", JsonNodeFactory.instance.textNode(afterRun)));
    }

    private static String seed(Graph graph) {
        return graph.nodes().get("source").parameters().get("seed").asText();
    }

    @Test
    void aSecondRunFindsEverythingInTheCache() {
        RunBench.Target target = bench.open("a.stillroom", picturing());
        bench.runner.run(target, Set.of());
        bench.untilIdle();
        int executed = TestNodes.EXECUTED.size();

        bench.runner.run(target, Set.of());
        bench.untilIdle();

        assertEquals(executed, TestNodes.EXECUTED.size());
        assertEquals(State.CACHED, target.state("show"));
        assertEquals(State.CACHED, target.state("work"));
    }

    @Test
    void theFileThatANodeWroteIsKnownAsLongAsItIsAsItWas() throws Exception {
        TestNodes.SCRIPTS.put("table", context -> context.wrote(
                Files.writeString(context.outputFolder().resolve("numbers.csv"), "a,b")));
        Graph graph = RunBench.chain("ok");
        RunBench.Target target = bench.open("a.stillroom", graph.with(RunBench.show("show", "table", "work")));
        assertTrue(bench.runner.written(target, "show").isEmpty());
        bench.runner.run(target, Set.of());
        bench.untilIdle();
        Path file = folder.resolve("pictures").resolve("numbers.csv");
        assertEquals(Optional.of(file), bench.runner.written(target, "show"));
        assertEquals(Optional.empty(), bench.runner.written(target, "work"));
        target.document().replace(graph.with(RunBench.show("show", "picture", "work")));
        assertEquals(Optional.empty(), bench.runner.written(target, "show"), "it is another node now");
        bench.runner.run(target, Set.of());
        bench.untilIdle();
        assertEquals(Optional.empty(), bench.runner.written(target, "show"), "a picture is in the Pictures view");
    }

    @Test
    void aFailureIsSaidOnItsNodeAndLeavesTheOthersAlone() {
        Graph graph = RunBench.chain("fail").with(RunBench.work("other", "ok", "source"))
                .with(RunBench.show("show2", "", "other"));
        RunBench.Target target = bench.open("a.stillroom", graph);

        RunHandle run = bench.runner.run(target, Set.of());
        bench.untilIdle();

        NodeStatus failed = target.overlay().status("work");
        assertEquals(State.FAILED, failed.state());
        assertEquals("the stove is cold; light it", failed.message());
        assertEquals(State.SKIPPED, target.state("show"));
        assertEquals(State.DONE, target.state("other"));
        assertEquals(State.DONE, target.state("show2"));
        assertEquals(RunState.FAILED, run.record().state());
        assertEquals("work.script: the stove is cold; light it", run.record().message());
        assertEquals(1, target.said.size());
        assertTrue(target.said.getFirst().contains("the stove is cold; light it"), target.said.toString());
    }

    @Test
    void aGraphThatIsWrongIsRefusedOnTheNodesThatAreWrong() {
        Graph graph = RunBench.chain("ok");
        Graph wrong = graph.with(graph.nodes().get("work").withInputs(new java.util.TreeMap<>()));
        RunBench.Target target = bench.open("a.stillroom", wrong);

        RunHandle run = bench.runner.run(target, Set.of());
        bench.untilIdle();

        assertEquals(RunState.REFUSED, run.record().state());
        assertEquals(State.FAILED, target.state("work"));
        assertFalse(target.overlay().status("work").message().isEmpty());
        assertEquals(State.IDLE, target.state("show"));
        assertEquals(1, target.said.size());
        assertTrue(TestNodes.EXECUTED.isEmpty());
    }

    @Test
    void aRunToANodeLeavesWhatComesAfterIt() {
        RunBench.Target target = bench.open("a.stillroom", RunBench.chain("ok"));

        bench.runner.run(target, Set.of("work"));
        bench.untilIdle();

        assertEquals(List.of("source", "work"), TestNodes.EXECUTED);
        assertEquals(State.DONE, target.state("work"));
        assertEquals(State.IDLE, target.state("show"));
    }

    @Test
    void stoppingWorksWhileTheUserInterfaceGoesOn() {
        RunBench.Target target = bench.open("a.stillroom", RunBench.chain("wait"));
        RunHandle run = bench.runner.run(target, Set.of());
        bench.until(() -> target.overlay().status("work").done() == 1);
        assertEquals(4, target.overlay().status("work").total());

        run.stop();
        bench.untilIdle();

        assertEquals(RunState.STOPPED, run.record().state());
        assertEquals(State.CANCELLED, target.state("work"));
        assertEquals(State.CANCELLED, target.state("show"));
        assertEquals(State.DONE, target.state("source"));
    }

    @Test
    void aNodeThatDoesNotListenHoldsUpNothing() {
        RunBench.Target target = bench.open("a.stillroom", RunBench.chain("deaf"));
        RunHandle run = bench.runner.run(target, Set.of());
        bench.until(() -> TestNodes.EXECUTED.contains("work"));

        run.stop();
        // ends although the node does not, as that waits for the end of this test
        bench.untilIdle();

        assertEquals(RunState.STOPPED, run.record().state());
    }

    @Test
    void runsFollowOneAnotherInTheOrderTheyWereAskedFor() {
        RunBench.Target first = bench.open("a.stillroom", RunBench.chain("wait"));
        RunBench.Target second = bench.open("b.stillroom", RunBench.chain("ok"));
        RunBench.Target third = bench.open("c.stillroom", RunBench.chain("ok"));
        RunHandle a = bench.runner.run(first, Set.of());
        RunHandle b = bench.runner.run(second, Set.of());
        RunHandle c = bench.runner.run(third, Set.of("work"));
        assertEquals(List.of(a, b, c), bench.runner.queue());
        assertEquals(State.WAITING, second.state("show"));

        b.stop();
        assertEquals(List.of(a, c), bench.runner.queue());
        assertEquals(RunState.STOPPED, b.record().state());
        assertEquals(State.IDLE, second.state("show"));

        bench.until(() -> a.record().state() == RunState.RUNNING);
        assertEquals(RunState.WAITING, c.record().state());
        bench.runner.stop(first);
        bench.untilIdle();
        assertEquals(RunState.DONE, c.record().state());
        assertEquals(List.of(c, a, b), bench.runner.history());

        bench.runner.remove(b);
        assertEquals(List.of(c, a), bench.runner.history());
    }

    @Test
    void previewsAreShownWhileANodeWorksAndGoWhenItIsDone() {
        TestNodes.SCRIPTS.put("preview", context -> {
            context.preview(() -> new RgbImage(2, 1, new byte[] {(byte) 255, 0, 0, 0, 0, (byte) 255}));
            while (hold.getCount() > 0) {
                context.checkCancelled();
                Thread.sleep(5);
            }
        });
        RunBench.Target target = bench.open("a.stillroom", RunBench.chain("preview"));
        bench.runner.run(target, Set.of());
        bench.until(() -> target.overlay().picture("work").isPresent());
        var picture = target.overlay().picture("work").get();
        assertEquals(0xff0000, picture.getPixel(0, 0));
        assertEquals(0x0000ff, picture.getPixel(1, 0));

        hold.countDown();
        bench.untilIdle();
        assertTrue(target.overlay().picture("work").isEmpty());
    }

    @Test
    void anEditTakesTheStateFromWhatIsBehindItAndUndoGivesItBack() {
        RunBench.Target target = bench.open("a.stillroom", picturing());
        bench.runner.run(target, Set.of());
        bench.untilIdle();

        TestNodes.SCRIPTS.put("other", context -> { });
        target.set("work", "script", "other");
        bench.until(() -> target.state("work") == State.IDLE);
        assertEquals(State.IDLE, target.state("show"));
        assertEquals(State.DONE, target.state("source"));

        target.commands.undo();
        bench.until(() -> target.state("work") == State.CACHED);
        assertEquals(State.CACHED, target.state("show"));
    }

    @Test
    void resultsAreShownAgainWhenTheGraphIsOpenedAgain() throws Exception {
        RunBench.Target target = bench.open("a.stillroom", picturing());
        bench.runner.run(target, Set.of());
        bench.untilIdle();
        bench.runner.closed(target);
        Files.delete(folder.resolve("pictures").resolve("show.png"));

        TestNodes.SCRIPTS.put("other", context -> { });
        Graph changed = picturing().with(RunBench.work("late", "other", "source"));
        RunBench.Target again = bench.open("a.stillroom", changed);

        assertEquals(State.CACHED, again.state("work"));
        assertEquals(State.CACHED, again.state("show"));
        assertEquals(State.IDLE, again.state("late"));
        assertEquals(384, again.overlay().picture("show").orElseThrow().width);

        RunBench.Target elsewhere = bench.open("b.stillroom", picturing());
        assertEquals(State.IDLE, elsewhere.state("work"));
    }

    @Test
    void aGraphThatIsReadAgainIsFollowedOnce() {
        RunBench.Target target = bench.open("a.stillroom", RunBench.chain("ok"));
        bench.runner.opened(target);
        bench.runner.run(target, Set.of());
        bench.untilIdle();
        bench.runner.closed(target);

        target.document().replace(RunBench.chain("fail"));
        bench.handle(300);
        assertEquals(State.DONE, target.state("work"));
    }

    @Test
    void closingTheEditorDoesNotEndTheRun() {
        TestNodes.SCRIPTS.put("hold", context -> hold.await());
        RunBench.Target target = bench.open("a.stillroom", RunBench.chain("hold"));
        RunHandle run = bench.runner.run(target, Set.of());
        bench.until(() -> TestNodes.EXECUTED.contains("work"));

        bench.runner.closed(target);
        hold.countDown();
        bench.untilIdle();

        assertEquals(RunState.DONE, run.record().state());
        RunBench.Target again = bench.open("a.stillroom", RunBench.chain("hold"));
        assertEquals(State.CACHED, again.state("work"));
    }

    @Test
    void aRunThatWentOnIsShownWhereItsFileIsOpenedAgain() {
        RunBench.Target target = bench.open("a.stillroom", RunBench.chain("wait"));
        RunHandle run = bench.runner.run(target, Set.of());
        RunHandle next = bench.runner.run(target, Set.of("source"));
        bench.until(() -> target.overlay().status("work").done() == 1);
        bench.runner.closed(target);
        assertFalse(bench.runner.runs(target));

        RunBench.Target again = bench.open("a.stillroom", RunBench.chain("wait"));
        assertTrue(bench.runner.runs(again));
        assertEquals(State.RUNNING, again.state("work"));
        assertEquals(1, again.overlay().status("work").done());
        assertEquals(State.WAITING, again.state("show"));
        bench.runner.stop(again);
        bench.untilIdle();
        assertEquals(RunState.STOPPED, run.record().state());
        assertEquals(RunState.STOPPED, next.record().state());
        assertEquals(State.CANCELLED, again.state("work"));
        assertEquals(State.CANCELLED, again.state("show"));
    }

    @Test
    void aBrokenEngineDoesNotStopTheQueue() {
        bench.engine.close();
        RunBench.Target target = bench.open("a.stillroom", RunBench.chain("ok"));

        RunHandle run = bench.runner.run(target, Set.of());
        RunHandle next = bench.runner.run(target, Set.of());
        bench.untilIdle();

        assertEquals(RunState.FAILED, run.record().state());
        assertEquals(RunState.FAILED, next.record().state());
        assertFalse(run.record().message().isEmpty());
    }

    @Test
    void aThousandEventsAreFewUpdates() {
        TestNodes.SCRIPTS.put("chatty", context -> {
            for (int i = 0; i < 20_000; i++) {
                context.progress(i, 20_000);
            }
        });
        RunBench.Target target = bench.open("a.stillroom", RunBench.chain("chatty"));
        int[] updates = new int[1];
        target.overlay().addListener(node -> updates[0]++);
        long began = System.nanoTime();
        bench.runner.run(target, Set.of());
        bench.untilIdle();
        long millis = (System.nanoTime() - began) / 1_000_000;

        assertEquals(State.DONE, target.state("work"));
        // three nodes at most each time
        long most = 3 * (millis / Feed.MILLIS + 3);
        assertTrue(updates[0] <= most, updates[0] + " updates in " + millis + " ms");
    }
}
