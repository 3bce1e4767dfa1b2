// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stillroom.evaluation.measures.EvaluationException;

/**
 * How a student came to be, as its config.json tells it: the distillations that it went through, in order.
 *
 * @param runs more than one where a student was distilled further
 */
public record Learning(List<Run> runs) {

    public static final Learning NONE = new Learning(List.of());

    /** The property of config.json; others' readers pass over it. */
    public static final String KEY = "distillation_runs";

    private static final String EMBEDDING = "embedding";
    private static final String CONFIG = "config.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    public Learning {
        runs = List.copyOf(runs);
    }

    /**
     * One distillation.
     *
     * @param method {@code vision} or {@code embedding}
     * @param start what it began with: {@code teacher} for the teacher's word embeddings, {@code random} or {@code
     *        existing}
     * @param seed of first weights, order of prompts, noise, guidance and dropout
     * @param steps optimizer steps
     * @param batch prompts of a step
     * @param timesteps noise levels at which each caption was looked at; 1 for embeddings
     * @param captions that were seen, each time that one was
     * @param processorSeconds processor time of the steps, all threads together
     */
    public record Run(String method, String start, long seed, long steps, int batch, int timesteps, long captions,
            double processorSeconds) {

        private String words() {
            String levels = method.equals(EMBEDDING) ? "" : String.format(Locale.ROOT, ", %d noise level%s", timesteps,
                    timesteps == 1 ? "" : "s");
            return String.format(Locale.ROOT, "%s, %,d × %d%s, from %s", method, steps, batch, levels, start);
        }
    }

    /** With a further run. */
    public Learning and(Run run) {
        List<Run> more = new ArrayList<>(runs);
        more.add(run);
        return new Learning(more);
    }

    /** Steps of all runs. */
    public long steps() {
        return runs.stream().mapToLong(Run::steps).sum();
    }

    /** Captions of all runs. */
    public long captions() {
        return runs.stream().mapToLong(Run::captions).sum();
    }

    /** Processor time of all runs. */
    public double processorSeconds() {
        return runs.stream().mapToDouble(Run::processorSeconds).sum();
    }

    /** Whether the last run learned embeddings, and no pictures. */
    public boolean naive() {
        return !runs.isEmpty() && runs.getLast().method().equals(EMBEDDING);
    }

    /** The runs in words, one after the other: {@code vision, 2,000 x 32, 20 noise levels}. */
    public String words() {
        return runs.stream().map(Run::words).collect(Collectors.joining("; then "));
    }

    /** As it stands in config.json. */
    public ArrayNode json() {
        ArrayNode told = JSON.createArrayNode();
        runs.forEach(run -> told.addObject().put("method", run.method()).put("start", run.start())
                .put("seed", run.seed()).put("steps", run.steps()).put("batch", run.batch())
                .put("timesteps", run.timesteps()).put("captions", run.captions())
                .put("processor_seconds", run.processorSeconds()));
        return told;
    }

    /**
     * What a model tells.
     *
     * @param model folder with config.json; what is none tells nothing, nor do others' students
     * @throws EvaluationException if it is not as {@link #json} makes it
     */
    public static Optional<Learning> read(Path model) {
        Path config = model.resolve(CONFIG);
        if (!Files.isRegularFile(config)) {
            return Optional.empty();
        }
        try {
            JsonNode told = JSON.readTree(Files.readString(config)).path(KEY);
            return told.isMissingNode() ? Optional.empty() : Optional.of(learning(told));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new EvaluationException(config + " is to tell in " + KEY + " how the student was distilled, but "
                    + "does not as distill writes it (" + e.getMessage() + "); take that property out, or distil "
                    + "again.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(config + " cannot be read", e);
        }
    }

    /** One that is saved before its first step has no runs. */
    private static Learning learning(JsonNode told) {
        if (!told.isArray()) {
            throw new IllegalArgumentException("it is no list");
        }
        List<Run> runs = new ArrayList<>();
        told.forEach(run -> runs.add(new Run(word(run, "method"), word(run, "start"), number(run, "seed").longValue(),
                number(run, "steps").longValue(), number(run, "batch").intValue(), number(run, "timesteps").intValue(),
                number(run, "captions").longValue(), number(run, "processor_seconds").doubleValue())));
        return new Learning(runs);
    }

    private static String word(JsonNode run, String name) {
        return found(run.path(name).isTextual(), run, name).asText();
    }

    private static JsonNode number(JsonNode run, String name) {
        return found(run.path(name).isNumber(), run, name);
    }

    private static JsonNode found(boolean fits, JsonNode run, String name) {
        if (!fits) {
            throw new IllegalArgumentException(name + " is " + (run.has(name) ? run.get(name) : "missing"));
        }
        return run.get(name);
    }
}
