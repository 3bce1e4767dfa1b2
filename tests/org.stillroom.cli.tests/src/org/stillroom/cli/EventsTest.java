// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.engine.RunEvent;

/** run --events */
class EventsTest {

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void makeCli() {
        cli = new Cli(folder);
        cli.graph("words.stillroom");
    }

    @Test
    void anEventsFileInAFolderThatIsNotThereIsRefusedBeforeTheRun() throws IOException {
        Cli.Ended ended = cli.run("run", "words.stillroom", "--events", "not-there/events.jsonl");
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().contains("its folder is not there"), ended.err());
        assertEquals(List.of(), Cli.filesIn(folder.resolve("pictures")));
    }

    @Test
    void everyLineIsAnObjectOfTheDescribedShape() throws IOException {
        assertEquals(0, cli.run("run", "words.stillroom", "--events", "events.jsonl").code());
        List<JsonNode> events = events(Files.readString(folder.resolve("events.jsonl")));
        for (JsonNode event : select(events, e -> List.of("state", "progress").contains(e.get("event").asText()))) {
            assertTrue(event.get("node").isTextual() && event.get("state").isTextual(), event.toString());
            assertTrue(event.get("progress").isNumber() && event.get("seconds").isNumber(), event.toString());
            assertTrue(event.get("bytes").isIntegralNumber() && event.get("cache_hit").isBoolean(), event.toString());
        }
        assertEquals(List.of("waiting", "running", "done"),
                select(events, e -> e.get("event").asText().equals("state") && e.get("node").asText().equals("work"))
                        .stream().map(e -> e.get("state").asText()).toList());
        List<JsonNode> steps = select(events, e -> e.get("event").asText().equals("progress")
                && e.get("node").asText().equals("work"));
        assertEquals(List.of(0L, 1L, 2L, 3L), steps.stream().map(e -> e.get("done").asLong()).toList());
        assertEquals(1.0, steps.getLast().get("progress").asDouble());
        assertEquals(3, steps.getLast().get("total").asLong());
        assertEquals(1, select(events, e -> e.get("event").asText().equals("wrote")
                && e.get("file").asText().endsWith("words.txt")).size());
        JsonNode last = events.getLast();
        assertEquals("finished", last.get("event").asText());
        assertEquals(0, last.get("exit_code").asInt(-1));
        assertEquals(1, last.get("files").size());
    }

    @Test
    void aFailureIsAnEventBeforeTheLast() throws IOException {
        assertEquals(4, cli.run("run", "words.stillroom", "--set", "work.end=sentence", "--events", "e.jsonl").code());
        List<JsonNode> events = events(Files.readString(folder.resolve("e.jsonl")));
        JsonNode failure = events.get(events.size() - 2);
        assertEquals("failure", failure.get("event").asText());
        assertEquals("failed", failure.get("kind").asText());
        assertEquals("work", failure.get("node").asText());
        assertEquals("strength", failure.get("port").asText());
        assertEquals(4, events.getLast().get("exit_code").asInt());
    }

    @Test
    void aResultThatWasThereIsACacheHit() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (EventWriter writer = new EventWriter(out, () -> 0)) {
            writer.write(new RunEvent.NodeState("work", RunEvent.State.CACHED, 0, 4096));
        }
        assertEquals("{\"event\":\"state\",\"node\":\"work\",\"state\":\"cached\",\"progress\":1.0,\"seconds\":0.0,"
                + "\"bytes\":4096,\"cache_hit\":true}\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aMinusMeansStandardOutput() throws IOException {
        Cli.Ended ended = cli.run("run", "words.stillroom", "--events", "-");
        assertEquals(0, ended.code(), ended.toString());
        assertTrue(ended.out().startsWith("{\"event\":"), ended.out());
        assertTrue(ended.out().contains("\"finished\""), ended.out());
    }

    @Test
    void anEventsFileThatCannotBeWrittenStopsBeforeTheRun() throws IOException {
        Cli.Ended ended = cli.run("run", "words.stillroom", "--events", "no/such/folder/events");
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().contains("no/such/folder/events"), ended.err());
        assertEquals(List.of(), Cli.filesIn(folder.resolve("pictures")));
    }

    @Test
    void aFullDiskUnderTheEventsDoesNotStopTheRunAndIsTold() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
        Cli.Ended ended = cli.run("run", "words.stillroom", "--events", "/dev/full");
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().contains("/dev/full"), ended.err());
        assertTrue(Files.exists(folder.resolve("pictures/words.txt")));
    }

    private static List<JsonNode> events(String text) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : text.lines().toList()) {
            events.add(new ObjectMapper().readTree(line));
        }
        return events;
    }

    private static List<JsonNode> select(List<JsonNode> events, Predicate<JsonNode> wanted) {
        Stream<JsonNode> selected = events.stream().filter(wanted);
        return selected.toList();
    }
}
