// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.batch.job.BatchException;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.job.Job;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;

class JobTest {

    @TempDir
    Path folder;

    private BatchBench bench;

    @BeforeEach
    void makeBench() throws IOException {
        bench = new BatchBench(folder);
    }

    private static List<String> told(Job job) {
        return job.items().stream().map(item -> item.prompt() + " " + item.values().getOrDefault("paint.model", "")
                + " " + item.values().getOrDefault("paint.seed", "")).toList();
    }

    @Test
    void promptsByValuesBySeedsAreDrawnModelByModel() throws Exception {
        bench.prompts("p.txt", "a\n\n  b  \n");
        bench.vary = List.of("paint.model=one.safetensors,two.safetensors");
        bench.seeds = List.of("5", "6");
        Job job = bench.plan();
        assertEquals(List.of("a one.safetensors 5", "a one.safetensors 6", "b one.safetensors 5",
                "b one.safetensors 6", "a two.safetensors 5", "a two.safetensors 6", "b two.safetensors 5",
                "b two.safetensors 6"), told(job));
        assertEquals(2, job.groups());
        assertEquals(8, job.items().stream().map(Item::key).distinct().count());
        assertEquals(List.of("paint.model", "paint.seed"), job.places());
    }

    @Test
    void columnsSetParametersAndOthersAreCarriedAlong() throws Exception {
        bench.prompts("p.csv", "id,caption,seed,negative,paint.strength\n7,a,3,blurry,0.5\n8,b,,,\n");
        List<Item> items = bench.plan().items();
        assertEquals(Map.of("prompt.text", "a", "prompt.negative", "blurry", "paint.seed", "3", "paint.strength",
                "0.5"), items.get(0).values());
        assertEquals(Map.of("prompt.text", "b"), items.get(1).values(), "an empty cell leaves the graph's own value");
        assertEquals(List.of(Map.of("id", "8")), items.get(1).labels());
    }

    @Test
    void thePromptMayBeTheGraphsOwn() throws Exception {
        bench.seeds = List.of("1", "2", "3");
        assertEquals(List.of("  1", "  2", "  3"), told(bench.plan()));
        bench.seeds = List.of();
        assertEquals(1, bench.plan().items().size());
    }

    @Test
    void theSamePictureHasTheSameKeyHoweverItIsAskedFor() throws Exception {
        bench.prompts("p.csv", "prompt,paint.seed\na,7\n");
        String key = bench.plan().items().getFirst().key();
        bench.prompts("p.txt", "a\n");
        bench.seeds = List.of("7");
        assertEquals(key, bench.plan().items().getFirst().key());
        bench.seeds = List.of();
        Node paint = bench.graph.nodes().get("paint");
        bench.graph = bench.graph.with(paint.withParameter("seed", JsonNodeFactory.instance.numberNode(7)))
                .withLayout(Layout.EMPTY.withNode("paint", new Layout.Place(1, 2, 3, 4, false)));
        assertEquals(key, bench.plan().items().getFirst().key(), "layout does not count");
        bench.prompts("p.txt", "a\na\n");
        assertEquals(1, bench.plan().items().size(), "the same is drawn once");
    }

    @Test
    void anotherModelUnderTheSameNameIsAnotherKey() throws Exception {
        bench.prompts("p.txt", "a\n");
        String key = bench.plan().items().getFirst().key();
        bench.model("one", "other");
        assertNotEquals(key, bench.plan().items().getFirst().key());
        bench.model("one", "1");
        assertEquals(key, bench.plan().items().getFirst().key(), "contents count, not times");
    }

    @Test
    void theSameModelUnderAnotherNameIsAnotherKey() throws Exception {
        bench.model("two", "1");
        bench.vary = List.of("paint.model=one.safetensors,two.safetensors");
        assertEquals(2, bench.plan().items().stream().map(Item::key).distinct().count(),
                "each is a row of the table, and the picture carries the name");
    }

    @Test
    void onlySoManyPromptsAreTaken() throws Exception {
        bench.prompts("p.txt", "a\nb\nc\n").count = 2;
        assertEquals(2, bench.plan().items().size());
    }

    @Test
    void whereThePromptsGoIsChosenWhereItIsNotClear() throws Exception {
        bench.prompts("p.txt", "a\n");
        bench.graph = bench.graph.with(Node.of("other", "org.stillroom.prompt"));
        assertWrong(BatchException.Kind.USAGE, "--prompt-node other or --prompt-node prompt");
        bench.promptNode = Optional.of("prompt");
        assertEquals(Map.of("prompt.text", "a"), bench.plan().items().getFirst().values());
        bench.promptNode = Optional.of("prompt.negative");
        assertEquals(Map.of("prompt.negative", "a"), bench.plan().items().getFirst().values());
        bench.promptNode = Optional.of("promt");
        assertWrong(BatchException.Kind.USAGE, "no node \"promt\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "paint.seeds=1 | GRAPH | no parameter \"seeds\"",
        "pain.seed=1 | GRAPH | no node \"pain\"",
        "paint.seed=x | GRAPH | paint.seed",
        "paint.model=three.safetensors | MISSING | three.safetensors",
        "paint.style=tame | GRAPH | paint.style",
        "paint | USAGE | NODE.PARAM=A,B,C",
        "paint=1 | USAGE | NODE.PARAM",
        "paint.seed=9..0 | USAGE | ends before it begins",
        "paint.seed=0..99999999 | USAGE | more than 1000000"})
    void whatCannotBeVariedIsNamed(String vary, String kind, String expected) {
        bench.vary = List.of(vary);
        BatchException e = assertThrows(BatchException.class, () -> bench.plan());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
        // a parameter that is not there is told as the graph's lack or the command's slip, but never passed over
        assertTrue(e.kind() == BatchException.Kind.valueOf(kind) || e.kind() == BatchException.Kind.USAGE,
                e.kind().toString());
    }

    @Test
    void aValueIsGivenInOnePlace() throws Exception {
        bench.prompts("p.csv", "prompt,seed\na,1\n");
        bench.seeds = List.of("1");
        assertWrong(BatchException.Kind.USAGE, "paint.seed has values in the file of prompts and in the command");
        bench.prompts("p.txt", "a\n");
        bench.vary = List.of("paint.seed=1");
        assertWrong(BatchException.Kind.USAGE, "varied twice");
    }

    @Test
    void filesThatAreNoPromptsAreRefused() throws Exception {
        bench.prompts("p.csv", "id\n1\n");
        assertWrong(BatchException.Kind.FAILED, "none is called prompt, text or caption");
        bench.prompts("p.csv", "prompt\na\n\"  \"\n");
        assertWrong(BatchException.Kind.FAILED, "row 2 has nothing in the column prompt");
        bench.prompts("p.txt", "\n\n");
        assertWrong(BatchException.Kind.FAILED, "has no prompt");
        bench.prompts("p.csv", "prompt,seed,paint.seed\na,1,2\n");
        assertWrong(BatchException.Kind.FAILED, "values of paint.seed in two columns, seed and paint.seed");
        bench.prompts("p.csv", "prompt,prompt.text\na,b\n");
        assertWrong(BatchException.Kind.FAILED, "values of prompt.text in two columns, prompt and prompt.text");
        bench.prompts("p.csv", "prompt,nois.seed\na,1\n");
        assertWrong(BatchException.Kind.USAGE, "no node \"nois\"");
    }

    @Test
    void tooManyPicturesAreRefusedBeforeTheyAreCounted() throws Exception {
        bench.prompts("p.txt", "a\nb\n");
        bench.vary = List.of("paint.seed=0..999999");
        assertWrong(BatchException.Kind.USAGE, "more than 1000000 pictures");
    }

    @Test
    void whatARuleOnPromptsAsksForMustBeThereForAllOfThem() throws Exception {
        Node choose = Node.of("choose", "batchtest.choose").withInput("sign", new PortRef("large", "text"))
                .withInput("other", new PortRef("small", "text"));
        bench.graph = Graph.EMPTY.with(choose)
                .with(words("large", "large.safetensors")).with(words("small", "one.safetensors"))
                .with(BatchBench.GRAPH.nodes().get("paint").withInput("text", new PortRef("choose", "text")));
        bench.promptNode = Optional.of("choose");
        bench.prompts("p.txt", "a cat\na dog\n");
        assertEquals(2, bench.plan().items().size(), "nobody asks for the large one");
        bench.prompts("p.txt", "a cat\na sign\n");
        assertWrong(BatchException.Kind.MISSING,
                "with the prompt \"a sign\": large.model: model \"large.safetensors\" was not found");
        bench.model("large", "333");
        Job job = bench.plan();
        assertEquals(Set.of("large.model", "small.model", "paint.model"),
                job.models().get(job.items().getFirst().group()).files().keySet());
    }

    private static Node words(String id, String model) {
        return Node.of(id, "batchtest.modelWords").withParameter("model",
                JsonNodeFactory.instance.textNode(model));
    }

    private void assertWrong(BatchException.Kind kind, String expected) {
        BatchException e = assertThrows(BatchException.class, () -> bench.plan());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
        assertEquals(kind, e.kind());
    }
}
