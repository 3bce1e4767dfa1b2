// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The header of one safetensors file: 8 bytes with its length (little-endian), then a JSON object that gives every
 * tensor its type, shape and place. As the format demands, the tensors must lie side by side, without
 * gaps and overlaps. Where other writers are looser than the format, it is read: other values than texts in the
 * metadata, bytes behind the last tensor, a tensor that is listed twice in the same words, types that are not known of
 * tensors that nobody asks for. (Format: https://huggingface.co/docs/safetensors, section "Format".)
 */
final class SafetensorsHeader implements Container {

    private static final int LENGTH_BYTES = 8;
    private static final String METADATA = "__metadata__";
    /** More than any model has; bounds the memory that a hostile header can take. */
    static final int MAX_TENSORS = 200_000;
    /** libtorch's own limit. */
    private static final int MAX_DIMENSIONS = 64;

    @Override
    public String suffix() {
        return CheckpointFiles.SUFFIX;
    }

    @Override
    public boolean beginsWith(byte[] start) {
        // a length of any bytes, and then JSON
        return start.length == 9 && start[8] == '{';
    }

    @Override
    public FileHeader read(FileState state) throws CheckpointException {
        Path file = state.file();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = length(state, channel);
            InputStream bytes = new BufferedInputStream(
                    new LimitedInputStream(Channels.newInputStream(channel), length), 1 << 16);
            bytes.mark(1);
            if (bytes.read() != '{') {
                throw other(file, "The header of " + file + " does not start with {; "
                        + "the file is not safetensors or is damaged.");
            }
            bytes.reset();
            try (HeaderJson json = new HeaderJson(file, "header", bytes)) {
                return new Reader(state, json, LENGTH_BYTES + length).read();
            }
        } catch (IOException e) {
            throw Reasons.cannotRead(file, e);
        }
    }

    private static long length(FileState state, FileChannel channel) throws CheckpointException, IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until all of it is there
        }
        if (bytes.hasRemaining() || state.size() < LENGTH_BYTES + 2) {
            throw other(state.file(), state.file()
                    + " is too small for a safetensors file; copy or download it again.");
        }
        long length = bytes.getLong(0);
        long most = Math.min(HeaderJson.MAX_BYTES, state.size() - LENGTH_BYTES);
        if (length < 2 || length > most) {
            throw other(state.file(), state.file() + " says its header has " + Long.toUnsignedString(length)
                    + " bytes, but from 2 to " + most
                    + " are possible; the file is not safetensors, is damaged or is cut short.");
        }
        return length;
    }

    /** Says what the file is where its first bytes tell. */
    private static CheckpointException other(Path file, String otherwise) {
        return new CheckpointException(FileStart.of(file).map(start -> start.sentence(file, "safetensors"))
                .orElse(otherwise));
    }

    /** Reads the JSON and checks what it says against the file. */
    private static final class Reader {

        private final FileState state;
        private final HeaderJson json;
        private final long dataStart;
        private final SortedMap<String, TensorInfo> tensors = new TreeMap<>();
        private final Map<String, String> metadata = new TreeMap<>();
        private final SortedMap<String, String> unread = new TreeMap<>();
        /** Where the tensors of unread types lie, as bytes. */
        private final SortedMap<String, TensorInfo> others = new TreeMap<>();

        Reader(FileState state, HeaderJson json, long dataStart) {
            this.state = state;
            this.json = json;
            this.dataStart = dataStart;
        }

        FileHeader read() throws CheckpointException, IOException {
            json.document(name -> {
                if (!name.equals(METADATA)) {
                    tensor(name);
                } else if (!json.isNull()) {
                    json.object(METADATA, key -> metadata.put(key, json.anyText()));
                }
            }, false);
            return new FileHeader(state, tensors, metadata, unread, trailing());
        }

        private void tensor(String name) throws CheckpointException, IOException {
            if (tensors.size() + others.size() == MAX_TENSORS) {
                throw json.bad("it lists more than " + MAX_TENSORS + " tensors");
            }
            Entry entry = new Entry();
            String of = "tensor " + name;
            json.object(of, key -> {
                switch (key) {
                    case "dtype" -> entry.type = json.text("dtype of " + of);
                    case "shape" -> entry.shape = json.numbers("shape of " + of, MAX_DIMENSIONS);
                    case "data_offsets" -> entry.offsets = json.numbers("data_offsets of " + of, 2);
                    default -> throw json.bad(of + " has the unknown entry \"" + key + "\"");
                }
            });
            TensorInfo info = entry.info(name, of);
            boolean known = DType.ofSafetensors(entry.type).isPresent();
            TensorInfo before = (known ? tensors : others).put(name, info);
            if (before != null && !before.equals(info) || (known ? others : tensors).containsKey(name)) {
                throw json.twice("it", name);
            }
            if (!known) {
                unread.put(name, entry.type);
            }
        }

        /** What one tensor's object says. */
        private final class Entry {
            private String type;
            private long[] shape;
            private long[] offsets;

            TensorInfo info(String name, String of) throws CheckpointException {
                if (type == null || shape == null || offsets == null || offsets.length != 2) {
                    throw json.bad(of + " needs a dtype, a shape and two data_offsets");
                }
                long begin = offsets[0];
                long end = offsets[1];
                if (end < begin) {
                    throw json.bad(of + " ends at " + end + ", before it begins at " + begin);
                }
                Optional<DType> known = DType.ofSafetensors(type);
                DType dtype = known.orElse(DType.U8);
                List<Long> sizes = new ArrayList<>();
                long expected = dtype.size();
                for (long size : shape) {
                    sizes.add(size);
                    try {
                        expected = Math.multiplyExact(expected, size);
                    } catch (ArithmeticException e) {
                        throw json.bad(of + " has a shape of more than 2^63 bytes");
                    }
                }
                // how much a number takes of a type that is not known is not known, either
                if (known.isPresent() && end - begin != expected) {
                    throw json.bad(of + " takes " + (end - begin) + " bytes, but " + dtype + " of shape " + sizes
                            + " takes " + expected);
                }
                try {
                    return new TensorInfo(name, dtype, sizes, state.file(), dataStart + begin,
                            Math.addExact(dataStart, end));
                } catch (ArithmeticException e) {
                    throw json.bad(of + " ends at " + end + ", which no file reaches");
                }
            }
        }

        /** Bytes behind the last tensor, once it is known that all tensors lie side by side. */
        private long trailing() throws CheckpointException {
            List<TensorInfo> ordered = new ArrayList<>(tensors.values());
            ordered.addAll(others.values());
            ordered.sort(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end));
            long end = dataStart;
            String before = "the header";
            for (TensorInfo info : ordered) {
                if (info.begin() != end) {
                    throw json.bad("tensor " + info.name() + " begins at " + (info.begin() - dataStart) + ", but "
                            + before + " ends at " + (end - dataStart) + "; tensors must lie side by side");
                }
                end = info.end();
                before = "tensor " + info.name();
            }
            if (end > state.size()) {
                throw new CheckpointException(state.file() + " is cut short: " + (end - state.size()) + " of " + end
                        + " bytes are missing; copy or download it again.");
            }
            return state.size() - end;
        }
    }
}
