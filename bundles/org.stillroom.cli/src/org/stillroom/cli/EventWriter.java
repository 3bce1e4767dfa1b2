// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.stillroom.engine.NodeFailure;
import org.stillroom.engine.RunEvent;
import org.stillroom.engine.RunResult;
import org.stillroom.engine.memory.MemoryPlan;
import org.stillroom.engine.memory.PlannedModel;
import org.stillroom.nodes.contract.Shown;

/** Writes a run's events for scripts: one JSON object a line, each written out at once. */
final class EventWriter implements AutoCloseable {

    /** What the help says about the lines. */
    static final String[] DESCRIPTION = {
        "Events, one JSON object a line:",
        "  {\"event\":\"state\",\"node\":..,\"state\":..,\"progress\":..,\"seconds\":..,\"bytes\":..,\"cache_hit\":..}",
        "      state: waiting, running, done, cached, recalled, failed, skipped or cancelled; progress: 0 to 1;",
        "      seconds the node ran; bytes its result holds; cache_hit: an earlier result was taken, from",
        "      memory (cached) or from disk (recalled: no model was loaded for it)",
        "  {\"event\":\"progress\",...}  the same, and \"done\" of \"total\" steps; state is running",
        "      words: how it goes, such as the loss; may be empty",
        "  {\"event\":\"shown\",\"node\":..,\"port\":..,\"words\":..}  what came out of a port, in words;",
        "      an empty port: what the node shows itself, such as numbers",
        "  {\"event\":\"wrote\",\"node\":..,\"file\":..}  a picture or other file",
        "  {\"event\":\"remark\",\"node\":..,\"words\":..}  something to know of a node that went on",
        "  {\"event\":\"memory\",\"node\":..,\"model\":..,\"stay\":..,\"chosen\":..,\"tiles\":..,\"weights\":..,",
        "      \"peak\":..}",
        "      what is foretold of a model, in bytes; stay: keep, unload or stream; chosen: by the plan; before the",
        "      first node runs",
        "  {\"event\":\"failure\",\"kind\":..,\"node\":..,\"port\":..,\"message\":..}",
        "      kind: missing_model, invalid or failed; node and port may be empty",
        "  {\"event\":\"finished\",\"exit_code\":..,\"seconds\":..,\"files\":[..]}  always the last line"};

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SECOND = 1e9;
    private static final Set<RunEvent.State> WHOLE = EnumSet.of(RunEvent.State.DONE, RunEvent.State.CACHED,
            RunEvent.State.RECALLED);

    private final OutputStream out;
    private final LongSupplier clock;
    private final Map<String, Long> started = new HashMap<>();
    private final Map<String, Double> shares = new HashMap<>();
    private final long begun;
    private boolean finished;

    /**
     * @param clock nanoseconds
     * @param out closed by {@link #close}
     */
    EventWriter(OutputStream out, LongSupplier clock) {
        this.out = out;
        this.clock = clock;
        this.begun = clock.getAsLong();
    }

    /** @throws IOException if nobody reads any more, or the disk is full */
    synchronized void write(RunEvent event) throws IOException {
        if (finished) {
            return;
        }
        switch (event) {
            case RunEvent.NodeState state -> state(state);
            case RunEvent.Progress progress -> progress(progress);
            case RunEvent.Wrote wrote -> line(object("wrote", wrote.node()).put("file", wrote.file().toString()));
            case RunEvent.Showed showed -> shown(showed);
            case RunEvent.Remark remark -> line(object("remark", remark.node()).put("words", remark.words()));
            case RunEvent.Planned planned -> planned(planned.plan());
            case RunEvent.Failed failed -> { }
            case RunEvent.Preview preview -> { }
            case RunEvent.Finished finished -> last(finished.result());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private void state(RunEvent.NodeState event) throws IOException {
        String node = event.node();
        if (event.state() == RunEvent.State.RUNNING) {
            started.put(node, clock.getAsLong());
        }
        double share = WHOLE.contains(event.state()) ? 1 : shares.getOrDefault(node, 0.0);
        line(node("state", node, event.state(), share, event.seconds(), event.bytes()));
    }

    private void progress(RunEvent.Progress event) throws IOException {
        long now = clock.getAsLong();
        double share = event.total() <= 0 ? 0 : Math.min(1, (double) event.done() / event.total());
        shares.put(event.node(), share);
        double seconds = (now - started.getOrDefault(event.node(), now)) / SECOND;
        line(node("progress", event.node(), RunEvent.State.RUNNING, share, seconds, 0)
                .put("done", event.done()).put("total", event.total()).put("words", event.words()));
    }

    private void planned(MemoryPlan plan) throws IOException {
        for (PlannedModel model : plan.models()) {
            line(object("memory", model.node()).put("model", model.memory().model())
                    .put("stay", model.stay().name().toLowerCase(Locale.ROOT)).put("chosen", model.chosen())
                    .put("tiles", model.tiles()).put("weights", model.memory().weights()).put("peak", model.peak()));
        }
    }

    private void shown(RunEvent.Showed event) throws IOException {
        for (Map.Entry<String, Shown> shown : event.shown().entrySet()) {
            line(object("shown", event.node()).put("port", shown.getKey()).put("words", shown.getValue().words()));
        }
    }

    /** Writes the last event of a run whose process is about to be ended. */
    synchronized void abandon() throws IOException {
        if (!finished) {
            last(new RunResult(Collections.emptySortedMap(), List.of(), List.of(), true,
                    Duration.ofNanos(clock.getAsLong() - begun)));
        }
    }

    private void last(RunResult result) throws IOException {
        finished = true;
        for (NodeFailure failure : result.failures()) {
            ObjectNode json = JSON.createObjectNode().put("event", "failure")
                    .put("kind", failure.kind().name().toLowerCase(Locale.ROOT)).put("node", failure.node())
                    .put("port", failure.port());
            line(json.put("message", failure.message()));
        }
        ObjectNode json = JSON.createObjectNode().put("event", "finished")
                .put("exit_code", RunExit.of(result))
                .put("seconds", round(result.elapsed().toNanos() / SECOND));
        ArrayNode files = json.putArray("files");
        result.files().forEach(file -> files.add(file.toString()));
        line(json);
    }

    private static ObjectNode node(String event, String node, RunEvent.State state, double progress, double seconds,
            long bytes) {
        return object(event, node)
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("progress", round(progress))
                .put("seconds", round(seconds))
                .put("bytes", bytes)
                .put("cache_hit", WHOLE.contains(state) && state != RunEvent.State.DONE);
    }

    private static ObjectNode object(String event, String node) {
        return JSON.createObjectNode().put("event", event).put("node", node);
    }

    private void line(ObjectNode json) throws IOException {
        out.write((JSON.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static double round(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
