// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.IValue;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.stillroom.torch.formats.DType;

/**
 * A tensor in libtorch's memory, row-major, on one device. It is owned by whoever received it and freed by {@link
 * #close()}; a forgotten one is freed some time after it became unreachable. Methods that return a tensor return a new
 * one with its own memory. Using a closed tensor throws {@link IllegalStateException}.
 */
public final class Tensor implements AutoCloseable {

    private static final Cleaner CLEANER = Cleaner.create();

    private final Handle handle;
    private final DType dtype;
    private final Device device;
    private final long[] shape;

    private Tensor(Handle handle, DType dtype, Device device, long[] shape) {
        this.handle = handle;
        this.dtype = dtype;
        this.device = device;
        this.shape = shape;
        CLEANER.register(this, handle::close);
    }

    /** Takes ownership of a native tensor. */
    static Tensor adopt(IValue value, Object keep) {
        return adopt(value, keep, true);
    }

    /** @param counted false for a second reference to memory that is counted already */
    static Tensor adopt(IValue value, Object keep, boolean counted) {
        try {
            long[] facts = Tensors.describe(value);
            DType dtype = DType.ofNumber(facts[0]).orElseThrow(() -> new TorchException("libtorch returned a tensor of "
                    + "element type number " + facts[0] + ", which this program does not use; convert it in the "
                    + "TorchScript program."));
            Device device = facts[1] == 0 ? Device.CPU : new Device(Device.Kind.CUDA, (int) facts[2]);
            long[] shape = Arrays.copyOfRange(facts, 3, facts.length);
            long bytes = counted ? count(shape) * dtype.size() : 0;
            return new Tensor(new Handle(value, bytes, keep, device), dtype, device, shape);
        } catch (RuntimeException e) {
            value.close();
            throw e;
        }
    }

    /** A float32 tensor on the CPU with these elements, row by row. */
    public static Tensor of(float[] elements, long... shape) {
        checkCount(elements.length, shape);
        return Tensors.make(DType.F32, shape,
                (part, from) -> part.asFloatBuffer().put(elements, (int) from, part.remaining() / Float.BYTES));
    }

    /** An int64 tensor on the CPU with these elements, row by row. */
    public static Tensor of(long[] elements, long... shape) {
        checkCount(elements.length, shape);
        return Tensors.make(DType.I64, shape,
                (part, from) -> part.asLongBuffer().put(elements, (int) from, part.remaining() / Long.BYTES));
    }

    /** A uint8 tensor on the CPU with these elements, row by row. */
    public static Tensor of(byte[] elements, long... shape) {
        checkCount(elements.length, shape);
        return Tensors.make(DType.U8, shape, (part, from) -> part.put(elements, (int) from, part.remaining()));
    }

    /** A tensor whose elements are yet to be written, with {@link #access} or {@link #fill}. */
    public static Tensor empty(DType dtype, Device device, long... shape) {
        Torch.check(device);
        return Tensors.program().call("empty", shape, dtype.number(), device.toString());
    }

    /**
     * A tensor on the CPU whose memory is that of a buffer, such as a mapped file; it must not be written.
     *
     * @param bytes direct, little-endian, of just the elements
     * @param keep stays reachable as long as the tensor and its views are
     */
    public static Tensor over(ByteBuffer bytes, DType dtype, Object keep, long... shape) {
        // DJL knows no type for bfloat16 and float8: the bytes come in under another name of the same size
        DataType carrier = switch (dtype.size()) {
            case 1 -> DataType.UINT8;
            case 2 -> DataType.FLOAT16;
            case 4 -> DataType.INT32;
            default -> DataType.INT64;
        };
        try (IValue raw = Native.over(bytes, carrier, shape); IValue number = IValue.from((long) dtype.number())) {
            return adopt(Tensors.program().callNative("reinterpret", raw, number), keep);
        }
    }

    /** A tensor of zeros. */
    public static Tensor zeros(DType dtype, Device device, long... shape) {
        Torch.check(device);
        return Tensors.program().call("zeros", shape, dtype.number(), device.toString());
    }

    /**
     * Standard normal numbers: the float32 tensor on the CPU that {@code torch.manual_seed(seed); torch.randn(shape)}
     * gives in Python on a processor of the same kind, bit for bit. Where there is no AVX2, PyTorch computes sixteen
     * numbers or more by other means, which differ in the last digits.
     *
     * @param seed of which PyTorch's generator on the CPU reads the low 32 bits; Python's unsigned seeds above 2^63 - 1
     *        are given as the same bits
     */
    public static Tensor randn(long seed, long... shape) {
        return Tensors.randn(seed, shape);
    }

    /** Joins tensors of one type and device, which differ in size only along {@code dim}. */
    public static Tensor cat(int dim, List<Tensor> tensors) {
        return Tensors.program().call("cat", tensors, dim);
    }

    /** Sizes, outermost first; empty for a single number. */
    public long[] shape() {
        return shape.clone();
    }

    /** Size along a dimension; -1 is the last one. */
    public long size(int dim) {
        return shape[dim < 0 ? dim + shape.length : dim];
    }

    /** Number of elements. */
    public long count() {
        return count(shape);
    }

    public DType dtype() {
        return dtype;
    }

    public Device device() {
        return device;
    }

    /** Bytes of all elements. */
    public long bytes() {
        return count() * dtype.size();
    }

    /**
     * A copy on a device and in an element type, rounded to nearest.
     *
     * @throws TorchException if the device is not there or has too little memory
     */
    public Tensor to(Device target, DType type) {
        Torch.check(target);
        return Tensors.program().call("convert", this, target.toString(), type.number());
    }

    /** A copy where this one is, in its element type. */
    public Tensor copy() {
        return to(device, dtype);
    }

    /** The same elements, row by row, in another shape; one size may be -1 and is then computed. */
    public Tensor reshape(long... sizes) {
        return Tensors.program().call("reshape", this, sizes);
    }

    /** Indices {@code from} (included) to {@code to} (excluded) along a dimension; -1 is the last dimension. */
    public Tensor slice(int dim, long from, long to) {
        long size = size(dim);
        if (from < 0 || to < from || to > size) {
            throw new IndexOutOfBoundsException(
                    from + " to " + to + " is not a range within dimension " + dim + " of size " + size + ".");
        }
        return Tensors.program().call("rows", this, dim, from, to);
    }

    /** All elements as float32, row by row, of any type and from any device; at most 2^31 - 9 elements. */
    public float[] floats() {
        float[] elements = new float[Tensors.arraySize(this)];
        Tensors.read(this, DType.F32,
                (part, from) -> part.asFloatBuffer().get(elements, (int) from, part.remaining() / Float.BYTES));
        return elements;
    }

    /** All elements as int64, row by row, of any type and from any device; at most 2^31 - 9 elements. */
    public long[] longs() {
        long[] elements = new long[Tensors.arraySize(this)];
        Tensors.read(this, DType.I64,
                (part, from) -> part.asLongBuffer().get(elements, (int) from, part.remaining() / Long.BYTES));
        return elements;
    }

    /** What to do with a part of a tensor's memory that starts at element {@code from}. */
    @FunctionalInterface
    public interface PartAccess<E extends Exception> {
        void with(ByteBuffer part, long from) throws E;
    }

    /**
     * Lends the memory of elements {@code from} to {@code to} of a contiguous tensor on the CPU, in order.
     *
     * @param partBytes most bytes to lend at once, below 2 GiB
     */
    public <E extends Exception> void access(long from, long to, long partBytes, PartAccess<E> access) throws E {
        Tensors.parts(this, from, to, partBytes, access);
    }

    /** Writes elements {@code from} to {@code to} with as many of a source, converting type and device. */
    public void fill(long from, long to, Tensor source) {
        try (Tensor part = Tensors.program().call("part", source, 0L, to - from)) {
            Tensors.program().call("fill", this, from, to, part).close();
        }
    }

    /** Whether no element is infinite or not a number. */
    public boolean finite() {
        return Tensors.program().callBoolean("finite", this);
    }

    /** Frees the memory; further calls do nothing. */
    @Override
    public void close() {
        handle.close();
    }

    /** Type, shape and device, such as {@code F32[1, 77, 4096] on cpu}. */
    @Override
    public String toString() {
        return dtype + Arrays.toString(shape) + " on " + device;
    }

    Handle handle() {
        return handle;
    }

    static long count(long[] shape) {
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    private static void checkCount(int length, long[] shape) {
        for (long size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("The shape " + Arrays.toString(shape) + " has a negative size.");
            }
        }
        if (count(shape) != length) {
            throw new IllegalArgumentException(
                    "The shape " + Arrays.toString(shape) + " does not hold " + length + " elements.");
        }
    }
}
