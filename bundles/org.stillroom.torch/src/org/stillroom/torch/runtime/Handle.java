// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import ai.djl.pytorch.jni.IValue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A native value with a count of its users, so that closing it while another thread computes with it frees nothing too
 * early, and using it after it was closed is an exception and not a crash.
 */
final class Handle {

    private static final Map<Device, AtomicLong> ALLOCATED = new ConcurrentHashMap<>();

    private final IValue value;
    private final long bytes;
    private final AtomicLong allocated;
    /** Memory that the native value points into but does not own (mapped files); null for none. */
    private final Object keep;
    private final AtomicInteger users = new AtomicInteger(1);
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param bytes what to count as allocated while the value lives
     * @param device where that is
     */
    Handle(IValue value, long bytes, Object keep, Device device) {
        this.value = value;
        this.bytes = bytes;
        this.keep = keep;
        this.allocated = ALLOCATED.computeIfAbsent(device, unused -> new AtomicLong());
        allocated.addAndGet(bytes);
    }

    static long allocatedBytes() {
        return ALLOCATED.values().stream().mapToLong(AtomicLong::get).sum();
    }

    static long allocatedBytes(Device device) {
        AtomicLong there = ALLOCATED.get(device);
        return there == null ? 0 : there.get();
    }

    Object keep() {
        return keep;
    }

    /** Whether this is the first reference to its memory, and not one that shares it. */
    boolean counted() {
        return bytes > 0;
    }

    /**
     * The native value, safe to use until {@link #release()}.
     *
     * @throws IllegalStateException if it was closed
     */
    IValue acquire(String what) {
        int count;
        do {
            count = users.get();
            if (count == 0 || closed.get()) {
                throw new IllegalStateException("The " + what + " is closed; it cannot be used any more.");
            }
        } while (!users.compareAndSet(count, count + 1));
        return value;
    }

    void release() {
        if (users.decrementAndGet() == 0) {
            allocated.addAndGet(-bytes);
            Native.free(value);
        }
    }

    /** Whether the owner has given up its use. */
    boolean closed() {
        return closed.get();
    }

    /** Gives up the owner's use; further calls do nothing. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            release();
        }
    }
}
