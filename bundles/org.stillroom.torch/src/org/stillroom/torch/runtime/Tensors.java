// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import ai.djl.pytorch.jni.IValue;
import org.stillroom.torch.formats.DType;

/** What tensors and weights share: the program {@code tensors.py} and access to the memory of tensors, part by part. */
final class Tensors {

    /** Bytes that are copied in one go: a direct buffer holds less than 2 GiB. */
    static final long PART = 1L << 30;
    /** Longest Java array. */
    private static final long MAX_ARRAY = Integer.MAX_VALUE - 8L;

    private static volatile Program program;

    private Tensors() {
    }

    static Program program() {
        Program loaded = program;
        if (loaded == null) {
            loaded = Program.load(Tensors.class, "tensors.py");
            program = loaded;
        }
        return loaded;
    }

    /** Element type, whether on CUDA, number of the device, sizes. */
    static long[] describe(IValue tensor) {
        try (IValue result = program().callNative("describe", tensor)) {
            return result.toLongArray();
        }
    }

    /** A tensor on the CPU with the elements that {@code writer} puts there. */
    static Tensor make(DType dtype, long[] shape, Tensor.PartAccess<RuntimeException> writer) {
        Tensor tensor = program().call("empty", shape, dtype.number(), "cpu");
        try {
            parts(tensor, 0, tensor.count(), PART, writer);
            return tensor;
        } catch (RuntimeException e) {
            tensor.close();
            throw e;
        }
    }

    /** Shows all elements, converted to a type, in order. */
    static void read(Tensor tensor, DType dtype, Tensor.PartAccess<RuntimeException> reader) {
        if (tensor.dtype() == dtype && tensor.device().equals(Device.CPU)) {
            try (Tensor contiguous = program().call("contiguous", tensor)) {
                parts(contiguous, 0, contiguous.count(), PART, reader);
            }
        } else {
            try (Tensor converted = tensor.to(Device.CPU, dtype)) {
                parts(converted, 0, converted.count(), PART, reader);
            }
        }
    }

    /** Lends the memory of elements {@code from} to {@code to} of a contiguous tensor on the CPU, in order. */
    static <E extends Exception> void parts(Tensor tensor, long from, long to, long partBytes,
            Tensor.PartAccess<E> access) throws E {
        long step = partBytes / tensor.dtype().size();
        for (long start = from; start < to; start += step) {
            long end = Math.min(start + step, to);
            long first = start;
            try (Arguments arguments = new Arguments(new Object[] {tensor, start, end});
                    IValue part = program().callNative("part", arguments.values())) {
                Native.access(part, bytes -> access.with(bytes, first));
            }
        }
    }

    /** The generator is one for the whole process, so seeding it and drawing from it must not be interrupted. */
    static Tensor randn(long seed, long... shape) {
        synchronized (Tensors.class) {
            return program().call("randn", shape, seed);
        }
    }

    static int arraySize(Tensor tensor) {
        if (tensor.count() > MAX_ARRAY) {
            throw new IllegalArgumentException(tensor + " has too many elements for a Java array; slice it first.");
        }
        return (int) tensor.count();
    }
}
