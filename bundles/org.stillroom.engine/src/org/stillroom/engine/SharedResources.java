// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What nodes share and what outlives a run, such as loaded weights: one of each class. */
final class SharedResources implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SharedResources.class.getName());

    private final Map<Class<?>, AutoCloseable> made = new LinkedHashMap<>();
    private boolean closed;

    synchronized <T extends AutoCloseable> T get(Class<T> type, Supplier<T> make) {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        AutoCloseable known = made.get(type);
        if (known == null) {
            // what the resource itself is made of is made first, and so closed last
            known = make.get();
            made.put(type, known);
        }
        return type.cast(known);
    }

    /** Closes what was made, last first. */
    @Override
    public synchronized void close() {
        closed = true;
        List<AutoCloseable> resources = new ArrayList<>(made.values());
        made.clear();
        for (AutoCloseable resource : resources.reversed()) {
            close(resource);
        }
    }

    /** Closes a contribution's object; what it throws is logged. */
    static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "cannot close " + resource.getClass().getName(), e);
        }
    }
}
