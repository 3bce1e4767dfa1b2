// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.test.family.FamilyBench.graph;
import static org.stillroom.test.family.FamilyBench.lines;
import static org.stillroom.test.family.FamilyBench.node;
import static org.stillroom.test.family.FamilyBench.set;
import static org.stillroom.test.family.FamilyBench.wire;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.stillroom.engine.RunResult;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.mini.MiniFamily;
import org.stillroom.test.family.FamilyBenchTestBase;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.world.Split;
import org.stillroom.world.World;

/** A prompt set is drawn as a whole, as reports do it. */
class DrawPromptsTest extends FamilyBenchTestBase {

    private static Graph drawing(String prompts, Object... parameters) {
        Node draw = set(node("draw", "drawPrompts", "model", MiniFamily.NAME, "steps", 2), parameters);
        return graph(node("prompts", "promptSet", "source", "lines", "lines", prompts),
                wire(draw, "prompts", "prompts.prompts"), wire(node("save", "saveTensors"), "image", "draw.image"));
    }

    /** [prompt, channel, row, column] */
    private float[] drawn(long[] shape, Graph graph) throws Exception {
        RunResult result = bench.run(graph);
        assertTrue(result.ok(), result.failures().toString());
        Map<String, Tensor> tensors = WeightLoader.readAll(result.files().get(0));
        try {
            assertArrayEquals(shape, tensors.get("image").shape());
            return tensors.get("image").floats();
        } finally {
            tensors.values().forEach(Tensor::close);
        }
    }

    @Test
    void eachPromptIsDrawnFromItsOwnNoise() throws Exception {
        float[] two = drawn(new long[] {2, 3, 64, 64}, drawing("three green stars\na red circle"));
        float[] alone = drawn(new long[] {1, 3, 64, 64}, drawing("a red circle"));
        assertArrayEquals(alone, Arrays.copyOfRange(two, alone.length, two.length), 0.02f);
        assertFalse(Arrays.equals(alone, drawn(new long[] {1, 3, 64, 64}, drawing("a red circle", "seed", 1))));
        assertFalse(Arrays.equals(alone, drawn(new long[] {1, 3, 64, 64},
                drawing("a red circle", "encoder", MiniFamily.STUDENT))));
        assertArrayEquals(alone, drawn(new long[] {1, 3, 64, 64},
                drawing("a red circle", "encoder", MiniFamily.TEACHER)));
        drawn(new long[] {1, 3, 32, 32}, drawing("a red circle", "size", 32));
    }

    /** A part of the world has each caption as often as the world makes it. */
    @Test
    void aPromptThatComesAgainIsDrawnFromOtherNoise() throws Exception {
        Graph graph = drawing("x").with(node("prompts", "promptSet", "source", "world", "split", "test", "count", 200));
        float[] all = drawn(new long[] {200, 3, 64, 64}, graph);
        int size = all.length / 200;
        long different = IntStream.range(0, 200)
                .mapToObj(i -> Arrays.hashCode(Arrays.copyOfRange(all, i * size, (i + 1) * size))).distinct().count();
        assertEquals(200, different);
        World world = new World(1, Split.TEST);
        long captions = LongStream.range(0, 200).mapToObj(i -> world.scene(i).caption()).distinct().count();
        assertTrue(captions < 200, "some caption comes again");
    }

    @Test
    void whatWasDrawnIsMeasured() throws Exception {
        Graph graph = drawing("three green stars\na red circle above a blue square", "steps", 20)
                .with(wire(wire(node("measuring", "semanticAccuracy"), "image", "draw.image"), "prompts",
                        "prompts.prompts"))
                .with(wire(node("table", "saveTable"), "a", "measuring.numbers"));
        RunResult result = bench.run(graph);
        assertTrue(result.ok(), result.failures().toString());
        List<String> table = lines(bench.output.resolve("numbers_00001.csv"));
        assertTrue(table.get(1).contains("pictures right") && table.get(1).contains(",1.0,"), table.toString());
    }

    @Test
    void whatDoesNotFitIsNamedBeforeARun() throws Exception {
        assertEquals(List.of(), bench.problems(drawing("a red circle")));
        assertProblem(drawing("a red circle", "model", ""), "draw.model: ");
        Graph many = drawing("x").with(node("prompts", "promptSet", "source", "world", "count", 10_001));
        assertProblem(many, "draw.prompts: These are 10001 prompts");
        assertTrue(bench.run(many).failures().toString().contains("draw.prompts: These are 10001 prompts"));
        Graph large = drawing("x", "size", 4096).with(node("prompts", "promptSet", "source", "world", "count", 5000));
        assertProblem(large, "draw.prompts: These are 5000 prompts");
        assertTrue(bench.run(large).failures().toString().contains("pictures of 4096 x 4096 pixels"));
        assertProblem(drawing("a red circle", "model", MiniFamily.NAME + "/vae"), "draw.model: ");
        assertProblem(drawing("a red circle", "encoder", MiniFamily.NAME + "/vae"), "draw.encoder: ");
        bench.writeStudent("narrow", 64);
        assertProblem(drawing("a red circle", "encoder", "narrow"), "draw.encoder: ");
        String failure = bench.run(drawing("a red circle", "encoder", "narrow")).failures().toString();
        assertTrue(failure.contains("draw.encoder"), failure);
    }

    /** Too long a list to be read while the graph is edited. */
    @Test
    void whatOnlyTheValueKnowsIsCheckedBeforeAnythingIsDrawn() throws Exception {
        Files.writeString(bench.models.resolve("long.txt"), IntStream.range(0, 10_500)
                .mapToObj(i -> "a red circle" + " and a blue one".repeat(15) + " " + i).collect(joining("\n")));
        Graph graph = drawing("x").with(node("prompts", "promptSet", "source", "file", "file", "long.txt"));
        assertEquals(List.of(), bench.problems(graph));
        RunResult result = bench.run(graph);
        assertTrue(result.failures().toString().contains("draw.prompts: These are 10500 prompts"),
                result.failures().toString());
        assertEquals(1, result.failures().size());
    }

    private void assertProblem(Graph graph, String start) {
        List<String> problems = bench.problems(graph);
        assertTrue(problems.stream().anyMatch(problem -> problem.startsWith(start)), problems.toString());
    }
}
