// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.batch.job.BatchException;
import org.stillroom.batch.job.Job;
import org.stillroom.batch.run.Drawn;
import org.stillroom.batch.run.ResultFolder;
import org.stillroom.batch.table.Table;
import org.stillroom.batch.table.TableFormat;
import org.stillroom.batch.testnodes.PaintNode;
import org.stillroom.graph.io.Digest;
import org.stillroom.graph.work.Progress;

class BatchTest {

    @TempDir
    Path folder;

    private BatchBench bench;

    @BeforeEach
    void makeBench() throws IOException {
        PaintNode.reset();
        bench = new BatchBench(folder).prompts("p.txt", "red cat\nblue dog\n");
        bench.seeds = List.of("1", "2");
    }

    private int asked(String text) {
        return PaintNode.ASKED.get(text).get();
    }

    private List<Map<String, String>> rows(String name) throws IOException {
        Path file = bench.results().resolve(name);
        return TableFormat.of(file).read(file).rows();
    }

    @Test
    void everythingIsDrawnAndInTheTable() throws Exception {
        bench.draw();
        assertEquals(List.of("blue dog 1 one.safetensors plain 1.0", "blue dog 2 one.safetensors plain 1.0",
                "red cat 1 one.safetensors plain 1.0", "red cat 2 one.safetensors plain 1.0"), bench.pictures());
        for (String name : List.of("table.csv", "table.parquet")) {
            List<Map<String, String>> rows = rows(name);
            assertEquals(4, rows.size(), name);
            Map<String, String> row = rows.get(1);
            assertEquals("red cat", row.get("prompt"));
            assertEquals("2", row.get("paint.seed"));
            assertEquals(7, Double.parseDouble(row.get("paint: letters")));
            assertEquals("done", row.get("status"));
            assertEquals("1", row.get("attempts"));
            assertEquals("3", row.get("threads"));
            assertEquals("cpu", row.get("device"));
            assertTrue(Double.parseDouble(row.get("seconds")) >= 0, row.toString());
            assertTrue(row.get("files").matches("pictures/red-cat-[0-9a-f]{12}\\.txt"), row.get("files"));
            assertEquals("red cat 2 one.safetensors plain 1.0",
                    Files.readString(bench.results().resolve(row.get("files"))));
        }
        assertFalse(Files.exists(bench.results().resolve(".work")));
    }

    @Test
    void aSecondStartDrawsOnlyWhatIsNotThere() throws Exception {
        bench.draw();
        assertEquals(List.of(), bench.draw());
        bench.seeds = List.of("1", "2", "3");
        assertEquals(2, bench.draw().size());
        assertEquals(6, rows("table.csv").size());
        Path one = bench.results().resolve(rows("table.csv").getFirst().get("files"));
        Files.delete(one);
        assertEquals(1, bench.draw().size(), "a picture that somebody removed is drawn again");
        assertTrue(Files.exists(one));
        Files.writeString(one, "cut");
        assertEquals(1, bench.draw().size(), "and so is one that somebody changed");
    }

    @Test
    void whatFailsIsTriedAgainAndThenInTheTable() throws Exception {
        PaintNode.FAILURES.put("red cat", 1);
        PaintNode.FAILURES.put("blue dog", 99);
        bench.seeds = List.of("1");
        bench.retries = 2;
        List<Drawn> drawn = bench.draw();
        assertEquals(List.of(2, 3), drawn.stream().map(Drawn::attempts).toList());
        assertEquals(3, asked("blue dog"));
        Map<String, String> failed = rows("table.csv").get(1);
        assertEquals("failed", failed.get("status"));
        assertTrue(failed.get("error").contains("paint.text: no paint for \"blue dog\""), failed.toString());
        PaintNode.reset();
        assertEquals(1, bench.draw().size(), "the next start tries again what failed, and nothing else");
        assertEquals(List.of("done", "done"), rows("table.csv").stream().map(row -> row.get("status")).toList());
    }

    @Test
    void whatIsStoppedGoesOnWhereItWas() throws Exception {
        bench.prompts("p.txt", "red cat\nwait\nblue dog\n");
        bench.seeds = List.of("1");
        Job job = bench.plan();
        Progress untilItWaits = () -> {
            if (PaintNode.waiting().getCount() == 0) {
                throw new CancellationException("enough");
            }
        };
        assertThrows(CancellationException.class, () -> bench.draw(job, untilItWaits));
        assertEquals(1, rows("table.csv").size());
        bench.prompts("p.txt", "red cat\nblue dog\n");
        assertEquals(1, bench.draw().size());
        assertEquals(1, asked("red cat"));
    }

    @Test
    void aLineThatWasCutByTheEndOfTheProgramIsDrawnAgain() throws Exception {
        bench.draw();
        Path results = bench.results().resolve(ResultFolder.RESULTS);
        byte[] bytes = Files.readAllBytes(results);
        Files.write(results, Arrays.copyOf(bytes, bytes.length - 10));
        Files.createDirectories(bench.results().resolve(".work/item1"));
        assertEquals(1, bench.draw().size());
        assertEquals(4, Files.readAllLines(results).size());
        assertEquals(4, rows("table.csv").size());
    }

    @Test
    void aLineThatIsNoResultIsNamed() throws Exception {
        bench.draw();
        Path results = bench.results().resolve(ResultFolder.RESULTS);
        Files.writeString(results, "hello\n", StandardOpenOption.APPEND);
        IOException e = assertThrows(IOException.class, () -> ResultFolder.open(bench.results()));
        assertTrue(e.getMessage().contains("results.jsonl, line 5"), e.getMessage());
        for (String line : List.of("null", "{}", "{\"key\":\"a\",\"error\":\"\"}")) {
            Files.writeString(results, line + "\n");
            e = assertThrows(IOException.class, () -> ResultFolder.open(bench.results()));
            assertTrue(e.getMessage().contains("results.jsonl, line 1"), e.getMessage());
        }
    }

    @Test
    void oneBatchAtATimeWritesToAFolder() throws Exception {
        ResultFolder first = ResultFolder.open(bench.results());
        IOException e = assertThrows(IOException.class, () -> ResultFolder.open(bench.results()));
        assertTrue(e.getMessage().contains("another batch"), e.getMessage());
        first.close();
        ResultFolder.open(bench.results()).close();
    }

    @Test
    void whatComesTwiceIsKeptOnce() throws Exception {
        Job job = bench.plan();
        Drawn drawn = bench.draw(job, Progress.NONE).getFirst();
        try (ResultFolder results = ResultFolder.open(bench.results())) {
            assertEquals(List.of(), results.put(job, job.items().getFirst(), drawn));
        }
        assertEquals(4, Files.readAllLines(bench.results().resolve(ResultFolder.RESULTS)).size());
    }

    @Test
    void theTableOfABatchIsAFileOfPromptsForTheNext() throws Exception {
        bench.draw();
        bench.prompts = Optional.of(bench.results().resolve("table.parquet"));
        bench.seeds = List.of();
        assertEquals(List.of(), bench.draw());
        Table table = TableFormat.of(Path.of("x.csv")).read(bench.results().resolve("table.csv"));
        assertFalse(table.columns().contains("prompts.key"), table.columns().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"table.csv", "table.parquet"})
    void soIsThatOfABatchWithTheGraphsOwnPrompt(String name) throws Exception {
        bench.prompts = Optional.empty();
        bench.graph = bench.graph.with(bench.graph.nodes().get("prompt").withParameter("text",
                JsonNodeFactory.instance.textNode("own")));
        bench.draw();
        bench.prompts = Optional.of(bench.results().resolve(name));
        bench.seeds = List.of();
        assertEquals(List.of(), bench.draw());
    }

    @Test
    void rowsThatDifferInWhatIsNoParameterAreOnePictureAndTwoRows() throws Exception {
        bench.prompts("p.csv", "prompt,id\nred cat,1\nred cat,2\nblue dog,3\nred cat,2\n");
        bench.seeds = List.of();
        assertEquals(2, bench.draw().size());
        List<String> told = rows("table.csv").stream().map(row -> row.get("id") + " " + row.get("prompt") + " "
                + row.get("files").replaceAll("-[0-9a-f]{12}", "")).toList();
        assertEquals(List.of("1 red cat pictures/red-cat.txt", "2 red cat pictures/red-cat.txt",
                "3 blue dog pictures/blue-dog.txt"), told);
        bench.prompts = Optional.of(bench.results().resolve("table.csv"));
        assertEquals(List.of(), bench.draw());
        assertEquals(3, rows("table.csv").size());
    }

    @Test
    void aColumnCalledAsOneOfOursIsCarriedFromBatchToBatch() throws Exception {
        bench.prompts("p.csv", "prompt,status\nred cat,new\n");
        bench.seeds = List.of();
        bench.draw();
        bench.prompts = Optional.of(bench.results().resolve("table.csv"));
        assertEquals(List.of(), bench.draw());
        assertEquals("new", rows("table.csv").getFirst().get("prompts.status"));
    }

    @Test
    void aModelThatIsAnotherWhereItIsDrawnEndsTheBatch() throws Exception {
        Job job = bench.plan();
        Path here = bench.model("one", "other");
        BatchException e = assertThrows(BatchException.class, () -> bench.draw(job, Progress.NONE));
        assertTrue(e.getMessage().contains(here + " on local"), e.getMessage());
        assertTrue(e.getMessage().contains(Digest.hex("1")), e.getMessage());
        assertTrue(e.getMessage().contains(Digest.hex("other")), e.getMessage());
        assertEquals(List.of(), bench.pictures());
        bench.model("one", "1");
        assertEquals(4, bench.draw(job, Progress.NONE).size(), "contents count, not times");
    }

    @Test
    void aFolderThatCannotBeWrittenEndsTheBatchAtOnce() throws Exception {
        bench.prompts("p.txt", "red cat\nno folder\nblue dog\n");
        bench.seeds = List.of("1");
        BatchException e = assertThrows(BatchException.class, () -> bench.draw());
        assertTrue(e.getMessage().contains("the space on its disk"), e.getMessage());
        assertEquals(1, rows("table.csv").size());
        assertEquals(1, asked("no folder"));
    }

    @Test
    void aPromptOfLongLettersHasANameThatFits() throws Exception {
        bench.prompts("p.txt", "\ud835\udc1a".repeat(80) + "\n");
        bench.seeds = List.of();
        bench.draw();
        assertEquals(1, bench.pictures().size());
    }
}
