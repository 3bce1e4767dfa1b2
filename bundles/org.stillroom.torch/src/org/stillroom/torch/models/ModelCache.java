// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.TorchException;

/**
 * Keeps loaded models for their next use, within a budget of bytes: when it is exceeded, models that nobody uses are
 * freed, the one unused longest first. Models in use are never freed, so the budget may be exceeded by them. Every
 * device has its own memory: what is kept on a card makes no room on the CPU, nor the other way round. Safe for use by
 * several threads; different models may be loaded at once, the same model is loaded by one thread while others wait.
 */
public final class ModelCache implements AutoCloseable {

    /** Least recently used first. */
    private final Map<String, ModelLease.Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    /** Where a plan has said how much may stay. */
    private final Set<Device> planned = new HashSet<>();
    private long budget;
    private boolean closed;

    /**
     * A cache whose budget on the CPU is half of the physical memory, and on a card all that it has, until a plan of a
     * run says, by {@link #makeRoom(long, Device, String)}, how much may stay there for what comes next: from then on
     * that alone counts.
     */
    public ModelCache() {
        budget = machineMemory() / 2;
    }

    /** Physical memory in bytes, or what a container allows. */
    public static long machineMemory() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }

    /** Sets how many bytes of models the CPU's memory may keep, and frees what exceeds them; 0 keeps nothing. */
    public void setBudget(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("The budget is " + bytes + " bytes, but it must not be negative.");
        }
        List<ResidentModel> freed;
        synchronized (this) {
            budget = bytes;
            freed = evict(Device.CPU, bytes, null);
        }
        freed.forEach(ResidentModel::close);
    }

    /** Bytes of all models, on all devices. */
    public synchronized long bytes() {
        return entries.values().stream().mapToLong(entry -> entry.bytes).sum();
    }

    /** Bytes of each model on a device by its key, the one used longest ago first. */
    public synchronized Map<String, Long> held(Device device) {
        Map<String, Long> held = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            if (entry.model != null && entry.device.equals(device)) {
                held.put(key, entry.bytes);
            }
        });
        return held;
    }

    /** Whether a model is in memory, so that acquiring it loads nothing. */
    public synchronized boolean isLoaded(String key) {
        ModelLease.Entry entry = entries.get(key);
        return entry != null && entry.model != null;
    }

    /**
     * The model of this key, loaded if it is not in memory. Callers of one key must give loaders of one kind of model,
     * and the key must tell everything that the loader depends on (files with fingerprints, element type, device).
     *
     * @param device whose memory the model takes
     * @throws CheckpointException if loading fails; the next caller tries again
     * @throws CancellationException if this thread is interrupted while another one loads the model
     */
    public <M extends ResidentModel> Lease<M> acquire(String key, Device device, Loader<M> loader)
            throws CheckpointException {
        ModelLease.Entry entry;
        synchronized (this) {
            entry = await(key, device);
            if (entry.model != null) {
                entry.leases++;
                return new ModelLease<>(this, key, entry);
            }
        }
        return load(key, entry, loader);
    }

    /** The loaded entry of a key, or a new one without a model, which the caller must load. */
    private ModelLease.Entry await(String key, Device device) {
        try {
            while (true) {
                if (closed) {
                    throw new IllegalStateException("The cache of models is closed.");
                }
                ModelLease.Entry entry = entries.get(key);
                if (entry == null) {
                    entry = new ModelLease.Entry(device);
                    entries.put(key, entry);
                    return entry;
                }
                if (entry.model != null) {
                    return entry;
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Waiting for the model was interrupted.");
        }
    }

    private <M extends ResidentModel> Lease<M> load(String key, ModelLease.Entry entry, Loader<M> loader)
            throws CheckpointException {
        M model = null;
        List<ResidentModel> freed = List.of();
        try {
            model = loadOrMakeRoom(entry.device, loader);
        } finally {
            synchronized (this) {
                if (model == null) {
                    entries.remove(key, entry);
                } else {
                    entry.model = model;
                    entry.bytes = model.bytes();
                    entry.leases = 1;
                    entry.discarded = closed;
                    freed = evict(entry.device);
                }
                notifyAll();
            }
        }
        freed.forEach(ResidentModel::close);
        return new ModelLease<>(this, key, entry);
    }

    /**
     * A device has its own memory, so unused models are freed when it is full even though the budget is not reached.
     */
    private <M extends ResidentModel> M loadOrMakeRoom(Device device, Loader<M> loader)
            throws CheckpointException {
        try {
            return loader.load();
        } catch (TorchException e) {
            if (!makeRoom(e, device)) {
                throw e;
            }
            return loader.load();
        }
    }

    /**
     * Frees the models on a device that nobody uses if a failure says that its memory is full, as what is computed
     * needs memory there too.
     *
     * @return whether something was freed, so that trying again may succeed
     */
    public boolean makeRoom(TorchException failure, Device device) {
        List<ResidentModel> freed = isOutOfMemory(failure) ? takeUnused(device) : List.of();
        freed.forEach(ResidentModel::close);
        if (!freed.isEmpty()) {
            Torch.releaseUnused();
        }
        return !freed.isEmpty();
    }

    /**
     * Frees models on a device that nobody uses until the others there hold at most so many bytes, as room that a plan
     * wants for what comes next; what is in use stays.
     *
     * @param key of a model that is wanted next and stays, too
     */
    public void makeRoom(long bytes, Device device, String key) {
        List<ResidentModel> freed;
        synchronized (this) {
            planned.add(device);
            ModelLease.Entry wanted = entries.get(key);
            freed = evict(device, bytes + (wanted == null ? 0 : wanted.bytes), wanted);
        }
        freed.forEach(ResidentModel::close);
    }

    /** Whether a failure says that a device's memory is full. */
    public static boolean isOutOfMemory(TorchException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("out of memory") || message.contains("can't allocate memory");
    }

    private synchronized List<ResidentModel> takeUnused(Device device) {
        return evict(device, 0, null);
    }

    private List<ResidentModel> evict(Device device) {
        return planned.contains(device) || !device.equals(Device.CPU) ? List.of() : evict(device, budget, null);
    }

    /**
     * Takes unused models of a device out until the others there are within a limit; the caller closes them outside the
     * lock.
     *
     * @param stays null for none
     */
    private List<ResidentModel> evict(Device device, long limit, ModelLease.Entry stays) {
        List<ResidentModel> freed = new ArrayList<>();
        List<ModelLease.Entry> there = entries.values().stream().filter(entry -> entry.device.equals(device)).toList();
        long total = there.stream().mapToLong(entry -> entry.bytes).sum();
        for (ModelLease.Entry entry : there) {
            if (total <= limit) {
                break;
            }
            if (entry.model != null && entry.leases == 0 && entry != stays) {
                entries.values().remove(entry);
                freed.add(entry.model);
                total -= entry.bytes;
            }
        }
        return freed;
    }

    void release(String key, ModelLease.Entry entry, boolean discard) {
        List<ResidentModel> freed = new ArrayList<>();
        synchronized (this) {
            entry.leases--;
            entry.discarded |= discard || closed;
            if (entry.discarded) {
                entries.remove(key, entry);
                if (entry.leases == 0) {
                    freed.add(entry.model);
                }
            }
            freed.addAll(evict(entry.device));
        }
        freed.forEach(ResidentModel::close);
    }

    /** Frees all models that nobody uses, and the others when they are given back. */
    @Override
    public void close() {
        List<ResidentModel> freed;
        synchronized (this) {
            closed = true;
            freed = entries.values().stream().map(entry -> entry.device).distinct().toList().stream()
                    .flatMap(device -> takeUnused(device).stream()).toList();
            notifyAll();
        }
        freed.forEach(ResidentModel::close);
    }
}
