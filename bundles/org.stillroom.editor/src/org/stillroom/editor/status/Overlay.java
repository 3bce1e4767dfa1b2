// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.status;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.eclipse.swt.graphics.ImageData;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.contract.Shown;

/**
 * What the canvas shows on nodes that is not part of the graph: the state of the last run, previews and results,
 * problems, what parameters come to, and how two versions differ. All in the user interface's thread.
 */
public final class Overlay {

    /** How a node differs from another version of the graph. */
    public enum Difference { NONE, ADDED, REMOVED, CHANGED, RENAMED, CONFLICT }

    private final Map<String, NodeStatus> statuses = new HashMap<>();
    private final Map<String, ImageData> pictures = new HashMap<>();
    private final Map<String, SortedMap<String, Shown>> shown = new HashMap<>();
    private final Map<String, List<Problem>> problems = new HashMap<>();
    private final Map<String, Map<String, String>> settled = new HashMap<>();
    private final Map<String, Difference> differences = new HashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    public NodeStatus status(String node) {
        return statuses.getOrDefault(node, NodeStatus.IDLE);
    }

    public void setStatus(String node, NodeStatus status) {
        if (!status.equals(statuses.put(node, status))) {
            tell(node);
        }
    }

    /** A preview or result to show on the node. */
    public Optional<ImageData> picture(String node) {
        return Optional.ofNullable(pictures.get(node));
    }

    /** @param picture null to show none */
    public void setPicture(String node, ImageData picture) {
        pictures.put(node, picture);
        tell(node);
    }

    /** What the last run made of a node, by output; under the empty name what the node shows in their place. */
    public SortedMap<String, Shown> shown(String node) {
        return shown.getOrDefault(node, Collections.emptySortedMap());
    }

    /** What a node shows on itself, other than a {@link #picture}. */
    public Optional<Shown> result(String node) {
        SortedMap<String, Shown> all = shown(node);
        return Optional.ofNullable(all.get("")).or(() -> all.values().stream()
                .filter(found -> !(found instanceof Shown.Words)).findFirst())
                .filter(found -> !(found instanceof Shown.Picture));
    }

    /** @param all by output; empty for nothing */
    public void setShown(String node, SortedMap<String, Shown> all) {
        if (!all.equals(all.isEmpty() ? shown.remove(node) : shown.put(node, all))) {
            tell(node);
        }
    }

    public List<Problem> problems(String node) {
        return problems.getOrDefault(node, List.of());
    }

    /** Replaces all problems; those of the whole graph, which name no node, are left out. */
    public void setProblems(Collection<Problem> all) {
        Map<String, List<Problem>> found = new HashMap<>();
        for (Problem problem : all) {
            if (!problem.node().isEmpty()) {
                found.computeIfAbsent(problem.node(), node -> new ArrayList<>()).add(problem);
            }
        }
        Set<String> touched = new HashSet<>(found.keySet());
        touched.addAll(problems.keySet());
        touched.removeIf(node -> found.getOrDefault(node, List.of()).equals(problems(node)));
        problems.clear();
        problems.putAll(found);
        touched.forEach(this::tell);
    }

    /** What parameters come to that were left open, such as the name of a model that was found, by parameter. */
    public Map<String, String> settled(String node) {
        return settled.getOrDefault(node, Map.of());
    }

    /** Replaces what all nodes' parameters come to. */
    public void setSettled(Map<String, Map<String, String>> all) {
        Set<String> touched = new HashSet<>(all.keySet());
        touched.addAll(settled.keySet());
        touched.removeIf(node -> all.getOrDefault(node, Map.of()).equals(settled(node)));
        settled.clear();
        settled.putAll(all);
        touched.forEach(this::tell);
    }

    public Difference difference(String node) {
        return differences.getOrDefault(node, Difference.NONE);
    }

    public void setDifferences(Map<String, Difference> all) {
        Set<String> touched = new HashSet<>(all.keySet());
        touched.addAll(differences.keySet());
        differences.clear();
        differences.putAll(all);
        touched.forEach(this::tell);
    }

    /** Forgets the states of the last run, and what it made where asked. */
    public void clearRun(boolean alsoPictures) {
        Set<String> touched = new HashSet<>(statuses.keySet());
        statuses.clear();
        if (alsoPictures) {
            touched.addAll(pictures.keySet());
            touched.addAll(shown.keySet());
            pictures.clear();
            shown.clear();
        }
        touched.forEach(this::tell);
    }

    /** @param listener given the id of the node to show anew */
    public void addListener(Consumer<String> listener) {
        listeners.add(listener);
    }

    public void removeListener(Consumer<String> listener) {
        listeners.remove(listener);
    }

    private void tell(String node) {
        listeners.forEach(listener -> listener.accept(node));
    }
}
