// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.scripted;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.stillroom.nodes.contract.Checked;
import org.stillroom.nodes.contract.Sized;

/** A value that must be closed, such as a tensor. */
public class Value implements AutoCloseable, Sized, Checked {

    private final long bytes;
    private final String problem;
    private final AtomicInteger closed = new AtomicInteger();

    public Value(long bytes) {
        this(bytes, null);
    }

    public Value(long bytes, String problem) {
        this.bytes = bytes;
        this.problem = problem;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    /** How often it was closed. */
    public int closed() {
        return closed.get();
    }
}
