// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.engine.RunEvent.State;

/**
 * States of a run's nodes, and the results that are still needed, each of them pinned in the cache as long. Not
 * thread-safe: its execution guards it.
 */
final class Ledger {

    private final ResultCache cache;
    private final SortedMap<String, State> states = new TreeMap<>();
    private final Map<String, Step> toRun = new HashMap<>();
    private final Map<String, List<Step>> consumers = new HashMap<>();
    private final Map<String, Result> held = new HashMap<>();
    private final Set<String> stopped = new HashSet<>();

    Ledger(ResultCache cache) {
        this.cache = cache;
    }

    void addToRun(Step step) {
        states.put(step.id(), State.WAITING);
        toRun.put(step.id(), step);
        step.sources().forEach(source -> consumers.computeIfAbsent(source, none -> new ArrayList<>()).add(step));
    }

    State state(Step step) {
        return states.get(step.id());
    }

    void state(Step step, State state) {
        states.put(step.id(), state);
    }

    SortedMap<String, State> states() {
        return states;
    }

    List<Step> in(State state) {
        return toRun.values().stream().filter(step -> state(step) == state).toList();
    }

    /** Takes over a pinned result; gives it back to the cache when no node needs it any more. */
    void hold(String id, Result result) {
        held.put(id, result);
        releaseIfUnused(id);
    }

    /** The node's input values by port. */
    Map<String, Object> inputs(Step step) {
        Map<String, Object> inputs = new HashMap<>();
        step.node().inputs().forEach((input, from) ->
                inputs.put(input, held.get(from.node()).values().get(from.port())));
        return inputs;
    }

    /** The node will not look at its inputs any more. */
    void stopUsing(Step step) {
        if (stopped.add(step.id())) {
            step.sources().forEach(this::releaseIfUnused);
        }
    }

    boolean ready(Step step) {
        return state(step) == State.WAITING && held.keySet().containsAll(step.sources());
    }

    List<Step> consumers(Step step) {
        return consumers.getOrDefault(step.id(), List.of());
    }

    private void releaseIfUnused(String id) {
        boolean used = consumers.getOrDefault(id, List.of()).stream()
                .anyMatch(consumer -> !stopped.contains(consumer.id()));
        Result result = used ? null : held.remove(id);
        if (result != null) {
            cache.release(result);
        }
    }
}
