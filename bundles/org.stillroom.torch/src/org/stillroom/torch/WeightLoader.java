// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.IValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Reads tensors of a checkpoint straight into libtorch's memory, in parts, so that loading needs the result and one
 * part.
 *
 * <p>Large tensors that need no conversion are mapped instead. A program that shortens a mapped file would end this
 * process with a bus error, so checkpoints below {@value #MAP_FROM_PROPERTY} bytes (1 GiB) are always read.
 */
final class WeightLoader implements AutoCloseable {

    static final String MAP_FROM_PROPERTY = "stillroom.torch.mapFrom";
    private static final long MAP_FROM = 1L << 30;
    /** Bytes that are read between two looks at whether the user cancelled. */
    private static final long PART = 64L << 20;

    private final Checkpoint checkpoint;
    private final Device device;
    private final Runnable cancelCheck;
    private final boolean maps;
    private final Map<Path, FileChannel> channels = new HashMap<>();
    private final Map<Path, FileMaps> fileMaps = new HashMap<>();
    private final Map<DType, Tensor> staging = new EnumMap<>(DType.class);
    private boolean mapped;

    WeightLoader(Checkpoint checkpoint, Device device, Runnable cancelCheck) throws CheckpointException {
        Torch.check(device);
        this.checkpoint = checkpoint;
        this.device = device;
        this.cancelCheck = cancelCheck;
        this.maps = device.kind() == Device.Kind.CPU
                && checkpoint.bytes() >= Long.getLong(MAP_FROM_PROPERTY, MAP_FROM);
        for (FileState state : checkpoint.files()) {
            state.verify();
        }
    }

    /** Whether any tensor read so far is a map of a file. */
    boolean mapped() {
        return mapped;
    }

    /** The rows of the slices, one after the other, as one tensor of a type. */
    Tensor read(List<Slice> slices, DType dtype) throws CheckpointException {
        List<Range> ranges = new ArrayList<>();
        for (Slice slice : slices) {
            ranges.add(Range.of(checkpoint, slice));
        }
        long[] shape = Range.shape(checkpoint.path(), ranges);
        Range first = ranges.get(0);
        try {
            if (maps && ranges.size() == 1 && first.info().dtype() == dtype && first.mappable()) {
                return map(first, shape);
            }
            return copy(ranges, shape, dtype);
        } catch (ClosedByInterruptException e) {
            throw new CancellationException("Reading " + checkpoint.path() + " was interrupted.");
        } catch (IOException e) {
            throw Reasons.cannotRead(first.info().file(), e);
        }
    }

    private Tensor map(Range range, long[] shape) throws CheckpointException, IOException {
        cancelCheck.run();
        TensorInfo info = range.info();
        FileChannel channel = channel(info.file());
        FileMaps maps = fileMaps.computeIfAbsent(info.file(), file -> new FileMaps(channel, size(file)));
        FileMaps.Mapped bytes = maps.map(range.begin(), range.end());
        mapped = true;
        // DJL knows no type for bfloat16 and float8: the bytes come in under another name of the same size.
        DataType carrier = switch (info.dtype().size()) {
            case 1 -> DataType.UINT8;
            case 2 -> DataType.FLOAT16;
            case 4 -> DataType.INT32;
            default -> DataType.INT64;
        };
        try (IValue raw = Native.over(bytes.bytes(), carrier, shape);
                IValue number = IValue.from((long) info.dtype().number())) {
            return Tensor.adopt(Tensors.program().callNative("reinterpret", raw, number), bytes.window());
        }
    }

    private long size(Path file) {
        return checkpoint.files().stream().filter(each -> each.file().equals(file)).findFirst().orElseThrow().size();
    }

    private Tensor copy(List<Range> ranges, long[] shape, DType dtype) throws CheckpointException, IOException {
        Tensor target = Tensors.program().call("empty", shape, dtype.number(), device.toString());
        try {
            long filled = 0;
            for (Range range : ranges) {
                if (range.info().dtype() == dtype && device.kind() == Device.Kind.CPU) {
                    readInto(target, filled, range);
                } else {
                    convertInto(target, filled, range);
                }
                filled += range.count();
            }
            return target;
        } catch (CheckpointException | IOException | RuntimeException e) {
            target.close();
            throw e;
        }
    }

    private void readInto(Tensor target, long at, Range range) throws CheckpointException, IOException {
        FileChannel channel = channel(range.info().file());
        int size = range.info().dtype().size();
        Tensors.<IOException>parts(target, at, at + range.count(), PART, (part, from) -> {
            cancelCheck.run();
            readFully(channel, range.info(), part, range.begin() + (from - at) * size);
        });
    }

    private void convertInto(Tensor target, long at, Range range) throws CheckpointException, IOException {
        DType stored = range.info().dtype();
        FileChannel channel = channel(range.info().file());
        long step = PART / stored.size();
        Tensor buffer = staging.computeIfAbsent(stored,
                type -> Tensors.program().call("empty", new long[] {step}, type.number(), "cpu"));
        for (long done = 0; done < range.count(); done += step) {
            cancelCheck.run();
            long count = Math.min(step, range.count() - done);
            long position = range.begin() + done * stored.size();
            Tensors.<IOException>parts(buffer, 0, count, PART,
                    (part, from) -> readFully(channel, range.info(), part, position));
            try (Tensor source = Tensors.program().call("part", buffer, 0L, count)) {
                Tensors.program().call("fill", target, at + done, at + done + count, source).close();
            }
        }
    }

    private static void readFully(FileChannel channel, TensorInfo info, ByteBuffer part, long position)
            throws IOException {
        while (part.hasRemaining()) {
            int count = channel.read(part, position);
            if (count < 0) {
                throw new IOException("it became shorter while tensor " + info.name() + " was read");
            }
            position += count;
        }
    }

    private FileChannel channel(Path file) throws IOException {
        FileChannel channel = channels.get(file);
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            channels.put(file, channel);
        }
        return channel;
    }

    @Override
    public void close() {
        staging.values().forEach(Tensor::close);
        for (FileChannel channel : channels.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
