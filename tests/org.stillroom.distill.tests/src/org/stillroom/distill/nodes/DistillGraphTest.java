// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.test.family.FamilyBench.graph;
import static org.stillroom.test.family.FamilyBench.lines;
import static org.stillroom.test.family.FamilyBench.node;
import static org.stillroom.test.family.FamilyBench.set;
import static org.stillroom.test.family.FamilyBench.wire;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stillroom.engine.NodeFailure;
import org.stillroom.engine.Run;
import org.stillroom.engine.RunEvent;
import org.stillroom.engine.RunEvent.State;
import org.stillroom.engine.RunResult;
import org.stillroom.evaluation.report.Learning;
import org.stillroom.graph.Graph;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.test.family.FamilyBench;
import org.stillroom.test.family.FamilyBenchTestBase;
import org.stillroom.torch.formats.Checkpoint;

/** The example of a distillation, with few steps on the small family. */
@Timeout(300)
class DistillGraphTest extends FamilyBenchTestBase {

    private static Graph example(int steps) {
        Graph graph = ExampleGraphs.graph(ExampleGraphs.DISTILL_STUDENT);
        return set(set(graph, "distiller", "steps", steps, "batch", 2), "prompt_set", "count", 50);
    }

    @Test
    void aGraphDistilsAStudentThatT5EncoderLoads() throws Exception {
        RunResult result = bench.run(example(20));
        assertTrue(result.ok(), result.failures().toString());
        assertEquals(900, ImageIO.read(bench.output.resolve("loss_viewer.png").toFile()).getWidth());
        assertEquals(21, lines(bench.output.resolve("distiller/loss.csv")).size());
        Path student = bench.models.resolve("distilled-student");
        assertEquals(256, FamilyBench.json(student.resolve("config.json")).get("project_out_dim").asInt());
        assertTrue(Checkpoint.open(student).has("final_projection.3.weight"));
        assertTrue(result.files().contains(student.resolve("model.safetensors")), result.files().toString());
        List<String> offered = new ModelFolders(List.of(bench.models)).list();
        assertTrue(offered.contains("distilled-student"), offered.toString());

        RunResult encoded = bench.run(graph(node("prompt", "prompt", "text", "a red circle"),
                wire(node("tokenizer", "tokenizer", "model", "mini/tokenizer_2", "length", 16), "text",
                        "prompt.text"),
                wire(node("t5", "t5Encoder", "model", "distilled-student"), "tokens", "tokenizer.tokens"),
                wire(node("save", "saveTensors"), "t5", "t5.embedding")));
        assertTrue(encoded.ok(), encoded.failures().toString());
        assertEquals(List.of(1L, 16L, 256L), Checkpoint.open(bench.output.resolve("tensors_00001.safetensors"))
                .info("prompt_embeds").shape());
    }

    @Test
    void moreStepsGoOnAndTheSameAreNotRunAgain() throws Exception {
        assertTrue(bench.run(example(4)).ok());
        List<String> first = lines(bench.output.resolve("distiller/loss.csv"));
        RunResult again = bench.run(example(4));
        assertEquals(State.CACHED, again.states().get("distiller"), again.toString());

        RunResult more = bench.run(example(6));
        assertEquals(State.DONE, more.states().get("distiller"), more.toString());
        List<String> rows = lines(bench.output.resolve("distiller/loss.csv"));
        assertEquals(7, rows.size());
        assertEquals(first, rows.subList(0, 5));

        String fewer = bench.run(example(5)).failures().toString();
        assertTrue(fewer.contains("distiller.run") && fewer.contains("6 steps already, more than 5"), fewer);
    }

    /** As the engine sees it: a run that is cancelled at its seventh step, and another one. */
    @Test
    void aCancelledRunGoesOnWithoutAGap() throws Exception {
        AtomicReference<Run> running = new AtomicReference<>();
        Run cancelled = bench.start(example(20), event -> {
            if (event instanceof RunEvent.Progress progress && progress.node().equals("distiller")
                    && progress.done() == 7) {
                running.get().cancel();
            }
        });
        running.set(cancelled);
        RunResult stopped = cancelled.await();
        assertTrue(stopped.cancelled());
        assertEquals(State.CANCELLED, stopped.states().get("distiller"));
        assertFalse(Files.exists(bench.models.resolve("distilled-student")));

        List<String> words = new CopyOnWriteArrayList<>();
        List<Long> steps = new CopyOnWriteArrayList<>();
        RunResult result = bench.start(example(20), event -> {
            if (event instanceof RunEvent.Progress progress && progress.node().equals("distiller")) {
                steps.add(progress.done());
                words.add(progress.words());
            }
        }).await();
        assertTrue(result.ok(), result.failures().toString());
        assertTrue(steps.get(0) > 7, "nothing is done again: " + steps);
        assertTrue(words.getLast().endsWith(", gone on after step " + (steps.get(0) - 1)), words.toString());
        List<String> rows = lines(bench.output.resolve("distiller/loss.csv"));
        assertEquals(IntStream.rangeClosed(1, 20).mapToObj(Integer::toString).toList(),
                rows.stream().skip(1).map(row -> row.split(",")[0]).toList());

        try (FamilyBench whole = new FamilyBench(temp.resolve("whole"))) {
            assertTrue(whole.run(example(20)).ok());
            assertEquals(lines(whole.output.resolve("distiller/loss.csv")), rows);
        }
    }

    /** What is there under the name and was not made here is not replaced. */
    @Test
    void aModelOfSomebodyElseIsNotReplaced() throws Exception {
        Graph graph = set(example(1), "save_encoder", "name", "mini");
        List<String> problems = bench.problems(graph);
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).startsWith("save_encoder.name: ") && problems.get(0).contains("choose another name"),
                problems.get(0));
        assertFalse(bench.run(graph).ok());

        assertTrue(bench.run(set(graph, "save_encoder", "place", "output")).ok());
        assertTrue(Files.exists(bench.output.resolve("mini/model.safetensors")));
        assertTrue(bench.run(example(1)).ok());
        assertEquals(List.of(), bench.problems(example(2)));
        assertTrue(bench.run(example(2)).ok());
        assertEquals(2, Learning.read(bench.models.resolve("distilled-student")).orElseThrow().steps());
    }

    @Test
    void aRunWithOtherSettingsNeedsAnotherFolder() throws Exception {
        assertTrue(bench.run(example(2)).ok());
        Graph other = set(example(2), "distiller", "lr", 0.01);
        NodeFailure failure = bench.run(other).failures().get(0);
        assertEquals("distiller", failure.node());
        assertEquals("run", failure.port());
        assertTrue(failure.message().contains("another run: its rates"), failure.message());

        assertTrue(bench.run(set(other, "distiller", "run", "fast")).ok());
        assertEquals(3, lines(bench.output.resolve("fast/loss.csv")).size());
    }

    @Test
    void theAblationAndTheStagesRun() throws Exception {
        Graph graph = example(3).with(node("more", "promptSet", "lines", "a blue bird\n\na red cat\n"));
        graph = graph.with(wire(set(graph.nodes().get("distiller"), "method", "embedding", "steps_2", 2, "size_2", 32),
                "prompts_2", "more.prompts"));
        RunResult result = bench.run(graph);
        assertTrue(result.ok(), result.failures().toString());
        assertEquals(6, lines(bench.output.resolve("distiller/loss.csv")).size());
        assertFalse(Files.exists(bench.output.resolve("distiller/pictures.png")));
    }
}
