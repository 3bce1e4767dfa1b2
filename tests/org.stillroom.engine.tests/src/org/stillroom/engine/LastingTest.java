// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.engine.Bench.encoder;
import static org.stillroom.engine.Bench.executed;
import static org.stillroom.engine.Bench.graph;
import static org.stillroom.engine.Bench.save;
import static org.stillroom.engine.Bench.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.engine.RunEvent.State;
import org.stillroom.graph.Graph;

/** Results that outlive the program: each run has an engine of its own. */
class LastingTest extends BenchTest {

    private Path disk;
    private Graph pipeline;

    @BeforeEach
    void makePipeline() throws IOException {
        bench.model("large", "LARGE");
        bench.model("small", "SMALL");
        disk = folder.resolve("disk");
        pipeline = graph(text("prompt", "fox"), encoder("encoder", "large", "prompt"), save("picture", "encoder"));
    }

    private RunResult run(Graph graph) throws Exception {
        try (Bench fresh = new Bench(folder)) {
            fresh.disk = Optional.of(new DiskCache(disk));
            RunResult result = fresh.run(graph);
            bench.events.clear();
            bench.events.addAll(fresh.events);
            assertTrue(result.ok(), result.failures()::toString);
            return result;
        }
    }

    private String picture() throws IOException {
        return Files.readString(bench.output.resolve("picture.txt"));
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(disk)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}[.]txt")).toList();
        }
    }

    private List<String> remarks() {
        return bench.events.stream().filter(RunEvent.Remark.class::isInstance)
                .map(event -> ((RunEvent.Remark) event).words()).toList();
    }

    @Test
    void aResultThatIsKnownIsTakenFromDiskAndTheNodeIsNotExecuted() throws Exception {
        assertEquals(State.DONE, run(pipeline).states().get("encoder"));
        assertEquals(State.RECALLED, run(pipeline).states().get("encoder"));
        assertEquals(Set.of("prompt", "picture"), executed());
        assertEquals("fox+LARGE", picture());
        assertEquals(List.of(), remarks());
    }

    @Test
    void anotherPromptOrModelIsAnotherResult() throws Exception {
        run(pipeline);
        assertEquals(State.DONE, run(pipeline.with(text("prompt", "hare"))).states().get("encoder"));
        assertEquals("hare+LARGE", picture());
        assertEquals(State.DONE, run(pipeline.with(encoder("encoder", "small", "prompt"))).states().get("encoder"));
        assertEquals("fox+SMALL", picture());
        assertEquals(3, kept().size());
    }

    @Test
    void aModelOfAnotherNameWithTheSameContentHasTheSameResult() throws Exception {
        run(pipeline);
        bench.model("copy", "LARGE");
        Graph copied = pipeline.with(encoder("encoder", "copy", "prompt"));
        assertEquals(State.RECALLED, run(copied).states().get("encoder"));
    }

    @Test
    void withoutADiskNothingIsKept() throws Exception {
        assertEquals(State.DONE, bench.run(pipeline).states().get("encoder"));
        assertTrue(Files.notExists(disk));
    }

    @Test
    void aDamagedFileIsSaidAndMadeAnew() throws Exception {
        run(pipeline);
        Path file = kept().getFirst();
        String whole = Files.readString(file);
        for (String damaged : List.of("", whole.substring(0, whole.length() - 2), "\0" + whole)) {
            Files.writeString(file, damaged);
            assertEquals(State.DONE, run(pipeline).states().get("encoder"), damaged);
            assertEquals("fox+LARGE", picture());
            assertEquals(1, remarks().size(), remarks()::toString);
            assertTrue(remarks().getFirst().contains("was made anew"), remarks()::toString);
            assertEquals(whole, Files.readString(file));
        }
    }

    @Test
    void aFileInThePlaceOfAnotherIsNotTaken() throws Exception {
        run(pipeline);
        Path fox = kept().getFirst();
        run(pipeline.with(text("prompt", "hare")));
        Path hare = kept().stream().filter(file -> !file.equals(fox)).findFirst().orElseThrow();
        Files.copy(fox, hare, StandardCopyOption.REPLACE_EXISTING);
        run(pipeline.with(text("prompt", "hare")));
        assertEquals("hare+LARGE", picture());
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidAndTheRunGoesOn() throws Exception {
        Files.writeString(disk, "a file in its place");
        assertEquals(State.DONE, run(pipeline).states().get("encoder"));
        assertEquals("fox+LARGE", picture());
        assertEquals(1, remarks().size(), remarks()::toString);
        assertTrue(remarks().getFirst().contains("cannot be kept on disk"), remarks()::toString);
    }
}
