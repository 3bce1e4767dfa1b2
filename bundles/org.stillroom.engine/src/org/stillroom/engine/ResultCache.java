// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Results by key, the least recently used dropped first once they hold more than a number of bytes. A result that is
 * pinned stays and does not count, so that a large value in use does not drive all others out. The cache owns the
 * values: one that is {@link AutoCloseable} is closed when the last result that has it is dropped, so that a node may
 * pass its input on.
 */
final class ResultCache implements AutoCloseable {

    private final long budget;
    private final Map<String, Result> results = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Integer> pins = new HashMap<>();
    private final Map<Object, Integer> owners = new IdentityHashMap<>();
    private long unpinned;
    private boolean closed;

    ResultCache(long budget) {
        this.budget = budget;
    }

    /** The result with the key, pinned, if it is there and the files it wrote are unchanged. */
    synchronized Optional<Result> pin(String key) {
        Result result = results.get(key);
        if (result == null) {
            return Optional.empty();
        }
        if (!result.files().stream().allMatch(WrittenFile::unchanged)) {
            if (!pins.containsKey(key)) {
                drop(result);
            }
            return Optional.empty();
        }
        addPin(result);
        return Optional.of(result);
    }

    /**
     * Calls {@code read} with a value of the result with the key, which stays open as long; empty if it is not there.
     */
    <T> Optional<T> read(String key, String output, Function<Object, T> read) {
        Optional<Result> result = pin(key);
        try {
            return result.map(known -> known.values().get(output)).map(read);
        } finally {
            result.ifPresent(this::release);
        }
    }

    /**
     * Adds a result, pinned. If there is one with the key already, its values stay and the new ones are closed, as
     * somebody may be using it.
     */
    synchronized Result put(Result made) {
        Result known = results.get(made.key());
        Result kept = made;
        if (known == null) {
            made.values().values().forEach(value -> owners.merge(value, 1, Integer::sum));
            unpinned += made.bytes();
        } else {
            discard(made.values().values());
            kept = new Result(known.key(), known.values(), made.files(), known.shown(), known.bytes());
        }
        results.put(kept.key(), kept);
        addPin(kept);
        return kept;
    }

    /** Undoes one {@link #pin} or {@link #put}. */
    synchronized void release(Result result) {
        if (pins.merge(result.key(), -1, Integer::sum) == 0) {
            pins.remove(result.key());
            unpinned += result.bytes();
            if (closed) {
                drop(result);
            } else {
                evict();
            }
        }
    }

    /** Closes values that no result has. */
    synchronized void discard(Collection<Object> values) {
        Set<Object> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        distinct.addAll(values);
        for (Object value : distinct) {
            if (value instanceof AutoCloseable resource && !owners.containsKey(value)) {
                SharedResources.close(resource);
            }
        }
    }

    /** Drops all results; one that somebody is reading goes when they are done. */
    @Override
    public synchronized void close() {
        closed = true;
        List.copyOf(results.values()).stream().filter(result -> !pins.containsKey(result.key())).forEach(this::drop);
    }

    private void addPin(Result result) {
        if (pins.merge(result.key(), 1, Integer::sum) == 1) {
            unpinned -= result.bytes();
        }
    }

    private void evict() {
        if (unpinned <= budget) {
            return;
        }
        for (Result oldest : List.copyOf(results.values())) {
            if (unpinned > budget && !pins.containsKey(oldest.key())) {
                drop(oldest);
            }
        }
    }

    /** Only for results that are not pinned. */
    private void drop(Result result) {
        results.remove(result.key());
        unpinned -= result.bytes();
        for (Object value : result.values().values()) {
            owners.computeIfPresent(value, (same, count) -> count == 1 ? null : count - 1);
        }
        discard(result.values().values());
    }
}
