// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.engine.Bench.encoder;
import static org.stillroom.engine.Bench.executed;
import static org.stillroom.engine.Bench.graph;
import static org.stillroom.engine.Bench.join;
import static org.stillroom.engine.Bench.json;
import static org.stillroom.engine.Bench.save;
import static org.stillroom.engine.Bench.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.engine.RunEvent.State;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;

/** Which nodes a run executes when there are results of earlier runs. */
class ReuseTest extends BenchTest {

    private Graph pipeline;

    @BeforeEach
    void makePipeline() throws IOException {
        bench.model("large", "LARGE");
        bench.model("small", "SMALL");
        pipeline = graph(text("prompt", "fox"), text("style", "oil"), encoder("encoder", "large", "prompt"),
                join("denoiser", "encoder", "style"), save("picture", "denoiser"));
    }

    @Test
    void firstRunExecutesAllAndSecondRunNothing() throws Exception {
        RunResult first = bench.run(pipeline);
        assertTrue(first.ok(), first.failures()::toString);
        assertEquals(Set.of("prompt", "style", "encoder", "denoiser", "picture"), executed());
        assertEquals("fox+LARGEoil", Files.readString(bench.output.resolve("picture.txt")));

        RunResult second = bench.run(pipeline);
        assertEquals(Set.of(), executed());
        assertEquals(Set.of(State.CACHED), Set.copyOf(second.states().values()));
        assertEquals(List.of(bench.output.resolve("picture.txt")), second.files());
    }

    @Test
    void changedPromptReRunsOnlyWhatFollows() throws Exception {
        bench.run(pipeline);
        bench.run(pipeline.with(text("prompt", "hare")));
        assertEquals(Set.of("prompt", "encoder", "denoiser", "picture"), executed());
        assertEquals("hare+LARGEoil", Files.readString(bench.output.resolve("picture.txt")));
    }

    @Test
    void whatOnlyAnEditorNeedsReRunsNothing() throws Exception {
        bench.run(pipeline);
        bench.run(pipeline.with(text("prompt", "fox").withParameter("hint", json("next"))));
        assertEquals(Set.of(), executed());
    }

    @Test
    void swappedEncoderReRunsTheEncoderAndWhatFollows() throws Exception {
        bench.run(pipeline);
        bench.run(pipeline.with(encoder("encoder", "small", "prompt")));
        assertEquals(Set.of("encoder", "denoiser", "picture"), executed());
        assertEquals("fox+SMALLoil", Files.readString(bench.output.resolve("picture.txt")));
    }

    @Test
    void goingBackToAnEarlierValueExecutesNothingButTheSink() throws Exception {
        bench.run(pipeline);
        bench.run(pipeline.with(text("prompt", "hare")));
        bench.run(pipeline);
        assertEquals(Set.of("picture"), executed(), "its file was overwritten by the run between");
        assertEquals("fox+LARGEoil", Files.readString(bench.output.resolve("picture.txt")));
    }

    @Test
    void weightsReplacedUnderTheSameNameAreNoticed() throws Exception {
        Path weights = bench.model("large", "LARGE");
        FileTime time = Files.getLastModifiedTime(weights);
        bench.run(pipeline);
        Files.writeString(weights, "OTHER");
        Files.setLastModifiedTime(weights, time);
        bench.run(pipeline);
        assertEquals(Set.of("encoder", "denoiser", "picture"), executed());
        assertEquals("fox+OTHERoil", Files.readString(bench.output.resolve("picture.txt")));
    }

    @Test
    void changedFileOfAFileParameterIsNoticed() throws Exception {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "one");
        Graph noted = pipeline.with(pipeline.nodes().get("encoder").withParameter("notes", json(notes.toString())));
        bench.run(noted);
        bench.run(noted);
        assertEquals(Set.of(), executed());
        Files.writeString(notes, "two");
        bench.run(noted);
        assertEquals(Set.of("encoder", "denoiser", "picture"), executed());
    }

    @Test
    void renamedNodesAndMovedNodesKeepTheirResults() throws Exception {
        bench.run(pipeline);
        Graph renamed = graph(text("p", "fox"), text("s", "oil"), encoder("e", "large", "p"), join("d", "e", "s"),
                save("picture", "d"));
        Layout moved = Layout.EMPTY.withNode("p", new Layout.Place(5, 6, 0, 0, false));
        bench.run(renamed.withLayout(moved));
        assertEquals(Set.of(), executed());
    }

    @Test
    void sinkOfAnotherNameWritesItsOwnFile() throws Exception {
        bench.run(pipeline);
        bench.run(pipeline.without("picture").with(save("other", "denoiser")));
        assertEquals(Set.of("other"), executed());
        assertTrue(Files.exists(bench.output.resolve("other.txt")));
    }

    @Test
    void swappedInputsAreAnotherResult() throws Exception {
        bench.run(graph(text("a", "1"), text("b", "2"), join("j", "a", "b"), save("s", "j")));
        bench.run(graph(text("a", "1"), text("b", "2"), join("j", "b", "a"), save("s", "j")));
        assertEquals(Set.of("j", "s"), executed());
        assertEquals("21", Files.readString(bench.output.resolve("s.txt")));
    }

    @Test
    void numbersAreComparedByValueAndDefaultsWithWhatIsWritten() throws Exception {
        bench.run(pipeline);
        bench.run(pipeline.with(pipeline.nodes().get("denoiser").withParameter("times", json(1.0))));
        assertEquals(Set.of(), executed());
        bench.run(pipeline.with(pipeline.nodes().get("denoiser").withParameter("times", json(2))));
        assertEquals(Set.of("denoiser", "picture"), executed());
    }

    @Test
    void deletedOrChangedFileIsWrittenAgain() throws Exception {
        bench.run(pipeline);
        Files.delete(bench.output.resolve("picture.txt"));
        bench.run(pipeline);
        assertEquals(Set.of("picture"), executed());
        Files.writeString(bench.output.resolve("picture.txt"), "scribble");
        bench.run(pipeline);
        assertEquals(Set.of("picture"), executed());
        assertEquals("fox+LARGEoil", Files.readString(bench.output.resolve("picture.txt")));
    }

    @Test
    void anotherDeviceReRunsDeviceNodesOnly() throws Exception {
        bench.run(pipeline);
        bench.device = "cuda";
        bench.run(pipeline);
        assertEquals(Set.of("encoder", "denoiser", "picture"), executed());
    }

    @Test
    void nodesWithTheSameParametersAndInputsShareAResult() throws Exception {
        bench.run(graph(text("a", "same"), save("one", "a")));
        bench.run(graph(text("b", "same"), join("c", "b"), save("two", "c")));
        assertEquals(Set.of("c", "two"), executed());
    }

    @Test
    void unneededInputsDoNotRun() throws Exception {
        Graph withMore = pipeline.with(text("idle", "x")).with(join("idle2", "idle"));
        RunResult result = bench.run(withMore);
        assertEquals(Set.of("prompt", "style", "encoder", "denoiser", "picture"), executed());
        assertEquals(executed(), result.states().keySet());
    }
}
