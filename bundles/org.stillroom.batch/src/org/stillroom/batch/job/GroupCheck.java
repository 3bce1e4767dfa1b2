// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.job;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Problem;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.check.GraphCheck;

/**
 * Checks the graph with the models of each group before anything is drawn: once, and where a rule on prompts decides
 * what runs, and what it did not choose cannot run, with the values of each item.
 */
final class GroupCheck {

    private final JobRequest request;
    private final Progress progress;
    private final Checksums checksums = Checksums.ofUser();
    /** Groups often share models. */
    private final Map<Path, SortedMap<String, String>> sums = new HashMap<>();
    private final Set<String> byPrompt = new HashSet<>();

    GroupCheck(JobRequest request, Progress progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * What a group is drawn with.
     *
     * @param graph with the values of its first item
     * @throws BatchException if it cannot run, or a model cannot be read
     */
    ModelSums first(String group, Graph graph) throws BatchException {
        CheckedGraph checked = checked(graph, "");
        if (checked.passedOver().stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR)) {
            byPrompt.add(group);
        }
        SortedMap<String, SortedMap<String, String>> files = new TreeMap<>();
        for (var model : new UsedModels(request.catalog(), request.models()).of(graph, checked).entrySet()) {
            SortedMap<String, String> known = sums.get(model.getValue());
            if (known == null) {
                known = ModelSums.read(model.getValue(), checksums, progress);
                sums.put(model.getValue(), known);
            }
            files.put(model.getKey(), known);
        }
        return new ModelSums(files);
    }

    /**
     * Another item of a group.
     *
     * @throws BatchException if it cannot run
     */
    void further(String group, String prompt, Graph graph) throws BatchException {
        if (byPrompt.contains(group)) {
            checked(graph, prompt);
        }
    }

    private CheckedGraph checked(Graph graph, String prompt) throws BatchException {
        Collection<String> sinks = GraphCheck.sinks(graph, request.catalog());
        if (sinks.isEmpty()) {
            throw new BatchException(BatchException.Kind.GRAPH, "the graph has no node that shows or saves something; "
                    + "add one, such as Save Image");
        }
        CheckedGraph checked = GraphCheck.check(graph, request.catalog(), request.models(), sinks);
        List<Problem> errors = checked.errors();
        if (!errors.isEmpty()) {
            throw new BatchException(checked.missingModels() ? BatchException.Kind.MISSING : BatchException.Kind.GRAPH,
                    (prompt.isEmpty() ? "" : "with the prompt \"" + Ids.shorten(prompt) + "\": ")
                    + errors.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        }
        return checked;
    }
}
