// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.edit.Edit;
import org.stillroom.editor.status.NodeStatus.State;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;

class RunOnChangeTest {

    /** Long enough for a run that should not start. */
    private static final int A_WHILE = RunOnChange.MILLIS * 2;

    @TempDir
    private Path folder;
    private RunBench bench;

    @BeforeEach
    void open() {
        bench = new RunBench(folder);
        TestNodes.SCRIPTS.put("ok", context -> { });
        TestNodes.SCRIPTS.put("other", context -> { });
        TestNodes.SCRIPTS.put("wait", context -> {
            while (true) {
                context.checkCancelled();
                Thread.sleep(5);
            }
        });
        bench.runner.setRunOnChange(true);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anEditRunsTheGraphOnce() {
        RunBench.Target target = bench.open("a.stillroom", RunBench.chain("ok"));

        target.set("source", "text", "a");
        target.set("source", "text", "ab");
        bench.until(() -> target.state("show") == State.DONE);
        bench.handle(A_WHILE);

        assertEquals(1, target.ended.size());
        assertEquals("ab", target.ended.getFirst().graph().nodes().get("source").parameters().get("text").asText());
    }

    @Test
    void movingANodeAndGoingBackRunNothing() {
        RunBench.Target target = bench.open("a.stillroom", RunBench.chain("ok"));

        target.execute(new Edit("Move", graph -> graph.withLayout(Layout.EMPTY)));
        target.set("source", "text", "a");
        target.commands.undo();
        target.set("source", "after_run", "increment");
        bench.handle(A_WHILE);

        assertTrue(bench.runner.history().isEmpty());
    }

    @Test
    void anEditTakesThePlaceOfTheRunThatGoesOn() {
        RunBench.Target target = bench.open("a.stillroom", RunBench.chain("wait"));
        RunHandle old = bench.runner.run(target, Set.of());
        bench.until(() -> TestNodes.EXECUTED.contains("work"));

        target.set("work", "script", "other");
        bench.until(() -> target.state("show") == State.DONE);
        bench.untilIdle();

        assertEquals(RunState.STOPPED, old.record().state());
        assertEquals(1, bench.runner.history().size());
        assertEquals(State.DONE, target.state("work"));
    }

    @Test
    void nothingRunsWhenItIsTurnedOff() {
        RunBench.Target target = bench.open("a.stillroom", RunBench.chain("ok"));
        target.set("source", "text", "a");
        bench.runner.setRunOnChange(false);
        bench.handle(A_WHILE);

        assertTrue(bench.runner.history().isEmpty());
    }

    @Test
    void theNextSeedIsOneStepToUndoAndStartsNoRun() {
        Graph graph = RunBench.chain("ok");
        Graph seeded = graph.with(graph.nodes().get("source")
                .withParameter("seed", JsonNodeFactory.instance.numberNode(41))
                .withParameter("after_run", JsonNodeFactory.instance.textNode("increment")));
        RunBench.Target target = bench.open("a.stillroom", seeded);

        bench.runner.run(target, Set.of());
        bench.untilIdle();
        assertEquals(42, target.document().graph().nodes().get("source").parameters().get("seed").asInt());
        assertEquals(41, target.ended.getFirst().graph().nodes().get("source").parameters().get("seed").asInt());
        bench.handle(A_WHILE);
        assertEquals(1, target.ended.size());

        target.commands.undo();
        assertEquals(seeded, target.document().graph());
        assertEquals(List.of(), bench.runner.queue());
    }
}
