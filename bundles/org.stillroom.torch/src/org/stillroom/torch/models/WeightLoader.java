// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.FileState;
import org.stillroom.torch.formats.Reasons;
import org.stillroom.torch.formats.TensorInfo;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Staging;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.TorchException;
import org.stillroom.torch.runtime.Weights;

/**
 * Reads tensors of a checkpoint straight into libtorch's memory, in parts, so that loading needs the result and one
 * part.
 *
 * <p>Large tensors that need no conversion are mapped instead. A program that shortens a mapped file would end this
 * process with a bus error, so checkpoints below {@value #MAP_FROM_PROPERTY} bytes (1 GiB) are always read.
 */
public final class WeightLoader implements AutoCloseable {

    static final String MAP_FROM_PROPERTY = "stillroom.torch.mapFrom";
    private static final long MAP_FROM = 1L << 30;
    /** Bytes that are read between two looks at whether the user cancelled. */
    private static final long PART = 64L << 20;

    private final Checkpoint checkpoint;
    private final Device device;
    private final Progress progress;
    private final boolean maps;
    private final Map<Path, FileChannel> channels = new HashMap<>();
    private final Map<Path, FileMaps> fileMaps = new HashMap<>();
    private final Map<DType, Tensor> staging = new EnumMap<>(DType.class);
    private boolean mapped;

    private WeightLoader(Checkpoint checkpoint, Device device, Progress progress) throws CheckpointException {
        Torch.check(device);
        this.checkpoint = checkpoint;
        this.device = device;
        this.progress = progress;
        this.maps = maps(checkpoint, device);
        for (FileState state : checkpoint.files()) {
            state.verify();
        }
    }

    /**
     * Loads tensors of a checkpoint. Only the rows that the plan names are read, never through the Java heap.
     * Floating-point tensors become {@code dtype}, converted by libtorch; integers and booleans keep their type.
     *
     * <p>On the CPU, tensors of checkpoints from 1 GiB that need no conversion are mapped: the file's pages are used in
     * place and cost no memory of their own. The file must not be overwritten meanwhile; see {@link
     * Weights#verifyUnchanged()}.
     *
     * @param plan for each name in the dictionary, the slices that make it, one after the other along dimension 0
     * @param progress asked every 64 MB or so
     * @throws CheckpointException if a tensor is missing or does not fit the plan, or the file cannot be read or was
     *         changed since it was opened
     * @throws TorchException if the device is not there or has too little memory
     */
    public static Weights load(Checkpoint checkpoint, Map<String, List<Slice>> plan, Device device, DType dtype,
            Progress progress) throws CheckpointException {
        Map<String, Tensor> loaded = new LinkedHashMap<>();
        try (WeightLoader loader = new WeightLoader(checkpoint, device, progress)) {
            for (Map.Entry<String, List<Slice>> entry : plan.entrySet()) {
                if (entry.getValue().isEmpty()) {
                    throw new IllegalArgumentException("The plan gives no slices for " + entry.getKey() + ".");
                }
                DType stored = checkpoint.info(entry.getValue().get(0).name()).dtype();
                loaded.put(entry.getKey(), loader.read(entry.getValue(), stored.floating() ? dtype : stored));
            }
            return Weights.adopt(loaded, loader.mapped());
        } catch (CheckpointException | RuntimeException e) {
            loaded.values().forEach(Tensor::close);
            throw e;
        }
    }

    /**
     * Opens the files of a checkpoint, to read one tensor after another; otherwise as {@link #load}.
     *
     * @throws CheckpointException if a file was changed since the checkpoint was opened
     */
    public static WeightLoader open(Checkpoint checkpoint, Device device, Progress progress)
            throws CheckpointException {
        return new WeightLoader(checkpoint, device, progress);
    }

    /**
     * All tensors of a checkpoint in their stored types on the CPU, for files that fit into memory; the caller closes
     * them.
     */
    public static SortedMap<String, Tensor> readAll(Path fileOrFolder) throws CheckpointException {
        Checkpoint checkpoint = Checkpoint.open(fileOrFolder);
        SortedMap<String, Tensor> read = new TreeMap<>();
        try (WeightLoader loader = new WeightLoader(checkpoint, Device.CPU, Progress.NONE)) {
            for (String name : checkpoint.names()) {
                read.put(name, loader.read(List.of(Slice.whole(name)), checkpoint.info(name).dtype()));
            }
            return read;
        } catch (CheckpointException | RuntimeException e) {
            read.values().forEach(Tensor::close);
            throw e;
        }
    }

    /** Whether tensors that need no conversion are mapped. */
    public static boolean maps(Checkpoint checkpoint, Device device) {
        return device.kind() == Device.Kind.CPU
                && checkpoint.bytes() >= Long.getLong(MAP_FROM_PROPERTY, MAP_FROM);
    }

    /** The plan that takes these tensors as they are. */
    public static Map<String, List<Slice>> whole(Collection<String> names) {
        Map<String, List<Slice>> plan = new LinkedHashMap<>();
        names.forEach(name -> plan.put(name, List.of(Slice.whole(name))));
        return plan;
    }

    /** Where the tensors come to lie. */
    public Device device() {
        return device;
    }

    /** The files that tensors which were read are maps of. */
    public List<FileState> mapped() {
        return mapped ? checkpoint.files() : List.of();
    }

    /**
     * The rows of the slices, one after the other, as one tensor of a type, which is the caller's. What is stored in
     * this type is mapped where that can be.
     */
    public Tensor read(List<Slice> slices, DType dtype) throws CheckpointException {
        List<Range> ranges = new ArrayList<>();
        for (Slice slice : slices) {
            ranges.add(Range.of(checkpoint, slice));
        }
        return read(ranges, Range.shape(checkpoint.path(), ranges), dtype);
    }

    /**
     * Some bytes of a stored tensor, as uint8; otherwise as {@link #read}.
     *
     * @param from offset of the first from the tensor's beginning; the others follow
     * @param shape of the result
     */
    public Tensor bytes(String name, long from, long... shape) throws CheckpointException {
        TensorInfo info = checkpoint.info(name);
        long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (from < 0 || count > info.bytes() - from) {
            throw new CheckpointException(count + " bytes of the tensor " + name + " in " + checkpoint.path()
                    + " are needed from " + from + " on, but it has " + info.bytes() + "; fetch the file again.");
        }
        TensorInfo bytes = new TensorInfo(name, DType.U8, List.of(count), info.file(), info.begin() + from,
                info.begin() + from + count);
        return read(List.of(new Range(bytes, count, bytes.begin(), bytes.end())), shape, DType.U8);
    }

    private Tensor read(List<Range> ranges, long[] shape, DType dtype) throws CheckpointException {
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
        progress.checkCancelled();
        TensorInfo info = range.info();
        FileChannel channel = channel(info.file());
        FileMaps maps = fileMaps.computeIfAbsent(info.file(), file -> new FileMaps(channel, size(file)));
        FileMaps.Mapped bytes = maps.map(range.begin(), range.end());
        mapped = true;
        return Tensor.over(bytes.bytes(), info.dtype(), bytes.window(), shape);
    }

    private long size(Path file) {
        return checkpoint.files().stream().filter(each -> each.file().equals(file)).findFirst().orElseThrow().size();
    }

    private Tensor copy(List<Range> ranges, long[] shape, DType dtype) throws CheckpointException, IOException {
        Tensor target = Tensor.empty(dtype, device, shape);
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
        target.<IOException>access(at, at + range.count(), PART, (part, from) -> {
            progress.checkCancelled();
            readFully(channel, range.info(), part, range.begin() + (from - at) * size);
        });
    }

    private void convertInto(Tensor target, long at, Range range) throws CheckpointException, IOException {
        DType stored = range.info().dtype();
        FileChannel channel = channel(range.info().file());
        long step = PART / stored.size();
        Tensor buffer = staging.computeIfAbsent(stored, type -> Staging.to(device, type, step));
        for (long done = 0; done < range.count(); done += step) {
            progress.checkCancelled();
            long count = Math.min(step, range.count() - done);
            long position = range.begin() + done * stored.size();
            buffer.<IOException>access(0, count, PART,
                    (part, from) -> readFully(channel, range.info(), part, position));
            target.fill(at + done, at + done + count, buffer);
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
