// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

import org.stillroom.torch.runtime.Device;

/** A lease on an entry of a {@link ModelCache}. */
final class ModelLease<M extends ResidentModel> implements Lease<M> {

    /** A model and how many use it; guarded by the cache. */
    static final class Entry {
        final Device device;
        ResidentModel model;
        long bytes;
        int leases;
        /** Freed when the last lease is closed, and given to nobody any more. */
        boolean discarded;

        Entry(Device device) {
            this.device = device;
        }
    }

    private final ModelCache cache;
    private final String key;
    private Entry entry;

    ModelLease(ModelCache cache, String key, Entry entry) {
        this.cache = cache;
        this.key = key;
        this.entry = entry;
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized M model() {
        if (entry == null) {
            throw new IllegalStateException("The model was given back; acquire it again.");
        }
        return (M) entry.model;
    }

    @Override
    public void close() {
        release(false);
    }

    @Override
    public void discard() {
        release(true);
    }

    private synchronized void release(boolean discard) {
        if (entry != null) {
            cache.release(key, entry, discard);
            entry = null;
        }
    }
}
