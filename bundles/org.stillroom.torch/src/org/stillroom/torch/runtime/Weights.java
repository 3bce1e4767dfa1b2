// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import ai.djl.pytorch.jni.IValue;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.FileState;

/**
 * Named tensors that a program takes as {@code Dict[str, Tensor]}. The dictionary is made once and used by every call,
 * from any number of threads at once.
 */
public final class Weights implements AutoCloseable {

    private static final Cleaner CLEANER = Cleaner.create();
    private static final long MAP_PART = 1L << 30;

    private final Map<String, Tensor> tensors;
    private final Handle dictionary;
    private final List<FileState> mapped;
    private final long bytes;

    private Weights(Map<String, Tensor> tensors, List<FileState> mapped) {
        this.tensors = tensors;
        this.mapped = mapped;
        this.bytes = tensors.values().stream().mapToLong(Tensor::bytes).sum();
        this.dictionary = dictionary(tensors);
        Handle handle = dictionary;
        List<Handle> handles = tensors.values().stream().map(Tensor::handle).toList();
        CLEANER.register(this, () -> closeAll(handle, handles));
    }

    /**
     * A dictionary that takes tensors over.
     *
     * @param mapped the files whose memory some of them use; see {@link #verifyUnchanged()}
     */
    public static Weights adopt(Map<String, Tensor> tensors, List<FileState> mapped) {
        return new Weights(tensors, mapped);
    }

    /** A dictionary of these tensors, which shares their memory; the caller still closes them, before or after. */
    public static Weights of(Map<String, Tensor> tensors) {
        Map<String, Tensor> shared = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shared.put(name, share(tensor)));
        return new Weights(shared, List.of());
    }

    /**
     * Copies for {@link Program#train}, which autograd may use and a method may change in place; in the order of their
     * names, so that sums over all of them do not depend on where they come from.
     */
    public static Weights trainable(Map<String, Tensor> tensors, Device device, DType dtype) {
        Map<String, Tensor> sorted = new TreeMap<>(tensors);
        List<Tensor> copies = Tensors.program().train("own", List.copyOf(sorted.values()), device.toString(),
                dtype.number());
        try {
            int i = 0;
            for (Map.Entry<String, Tensor> entry : sorted.entrySet()) {
                entry.setValue(copies.get(i++));
            }
            return Weights.of(sorted);
        } finally {
            copies.forEach(Tensor::close);
        }
    }

    /** Copies of all tensors; see {@link #trainable(Map, Device, DType)}. */
    public Weights trainable(Device device, DType dtype) {
        Map<String, Tensor> shared = shared();
        try {
            return trainable(shared, device, dtype);
        } finally {
            shared.values().forEach(Tensor::close);
        }
    }

    /** All tensors by name; they share memory with these, and the caller closes them. */
    public Map<String, Tensor> shared() {
        Map<String, Tensor> shared = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shared.put(name, share(tensor)));
        return shared;
    }

    private static Tensor share(Tensor tensor) {
        IValue value = tensor.handle().acquire("tensor");
        try {
            return Tensor.adopt(Native.share(value), tensor.handle().keep(), false);
        } finally {
            tensor.handle().release();
        }
    }

    private static Handle dictionary(Map<String, Tensor> tensors) {
        Map<String, IValue> values = new HashMap<>();
        List<Handle> used = new ArrayList<>();
        Object keep = null;
        try {
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                Handle handle = entry.getValue().handle();
                values.put(entry.getKey(), handle.acquire("tensor"));
                used.add(handle);
                keep = Keep.both(keep, handle.keep());
            }
            return new Handle(IValue.stringIValueMapFrom(values), 0, keep, Device.CPU);
        } finally {
            used.forEach(Handle::release);
        }
    }

    /**
     * A tensor of the dictionary; it shares the memory, and the caller closes it.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("There is no tensor " + name + " among the weights.");
        }
        return share(tensor);
    }

    /** Names of the tensors, in the order of the plan. */
    public List<String> names() {
        return List.copyOf(tensors.keySet());
    }

    /** Bytes of all tensors, mapped ones included. */
    public long bytes() {
        return bytes;
    }

    /** The files whose memory some tensors use. */
    public List<FileState> files() {
        return mapped;
    }

    /** Whether some tensors are maps of files rather than memory of this process. */
    public boolean mapped() {
        return !mapped.isEmpty();
    }

    /**
     * Checks that mapped files were not written since they were opened; call it right before computing. A file that is
     * shortened while it is computed with ends the process, which no program can prevent.
     *
     * @throws CheckpointException if a file is gone or was changed
     */
    public void verifyUnchanged() throws CheckpointException {
        for (FileState file : mapped) {
            file.verify();
        }
    }

    /** Brings what is mapped into memory, so that computing does not wait for the disk; the rest is there already. */
    public void bring() {
        eachMap((part, handle) -> MappedPages.bring(part));
    }

    private void eachMap(BiConsumer<ByteBuffer, Handle> work) {
        if (!mapped()) {
            return;
        }
        for (Tensor tensor : tensors.values()) {
            if (tensor.handle().keep() != null) {
                tensor.access(0, tensor.count(), MAP_PART, (part, from) -> work.accept(part, tensor.handle()));
            }
        }
    }

    /**
     * What was computed from a map keeps it as well, and has memory of its own: to give that back would make zeros of
     * it for all who share it. What others lent is theirs to give back.
     */
    private static void giveBack(ByteBuffer part, Handle handle) {
        if (handle.counted() && Keep.holds(handle.keep(), part)) {
            MappedPages.giveBack(part);
        }
    }

    /**
     * Frees the memory once no running program uses it, and gives pages of mapped files back; further calls do nothing.
     */
    @Override
    public void close() {
        if (!dictionary.closed()) {
            try {
                eachMap(Weights::giveBack);
            } catch (CancellationException e) {
                // the program is ending, and the system takes all back
            }
        }
        closeAll(dictionary, tensors.values().stream().map(Tensor::handle).toList());
    }

    private static void closeAll(Handle dictionary, List<Handle> tensors) {
        dictionary.close();
        tensors.forEach(Handle::close);
    }

    Handle dictionary() {
        return dictionary;
    }
}
