// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The header of a GGUF file, versions 2 and 3: metadata, then name, shape, type and place of every tensor. Tensors lie
 * behind it, each at a multiple of the alignment. (Format: https://github.com/ggml-org/ggml, docs/gguf.md)
 */
final class GgufHeader implements Container {

    /** The letters GGUF. */
    private static final int MARK = 0x46554747;
    private static final String ALIGNMENT = "general.alignment";
    private static final String PARTS = "split.count";
    private static final long DEFAULT_ALIGNMENT = 32;
    private static final int MAX_KEYS = 10_000;
    private static final int MAX_NAME = 4096;
    /** ggml's own limit. */
    private static final int MAX_DIMENSIONS = 4;
    /** A key, a type and a value of one byte. */
    private static final int LEAST_PAIR = 13;
    /** A name, the number of dimensions, a type and an offset. */
    private static final int LEAST_TENSOR = 24;
    private static final Map<Long, DType> PLAIN = Map.of(0L, DType.F32, 1L, DType.F16, 24L, DType.I8, 25L, DType.I16,
            26L, DType.I32, 27L, DType.I64, 28L, DType.F64, 30L, DType.BF16);

    @Override
    public String suffix() {
        return ".gguf";
    }

    @Override
    public boolean beginsWith(byte[] start) {
        return start.length >= 4 && ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt() == MARK;
    }

    @Override
    public FileHeader read(FileState state) throws CheckpointException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(state.file()), 1 << 16)) {
            return new Reader(state, new GgufBytes(state, in)).read();
        } catch (IOException e) {
            throw Reasons.cannotRead(state.file(), e);
        }
    }

    /**
     * The metadata alone.
     *
     * @param wanted keys of lists
     * @param kept where these lists are put
     */
    static Map<String, String> metadata(FileState state, InputStream in, Set<String> wanted, GgufLists kept)
            throws CheckpointException, IOException {
        GgufBytes bytes = new GgufBytes(state, in);
        Reader reader = new Reader(state, bytes);
        reader.metadata(new GgufMetadata(bytes, wanted, kept));
        return reader.metadata;
    }

    /** A tensor before it is known where the data begin. */
    private record Entry(String name, List<Long> shape, Optional<DType> plain, Optional<BlockType> blocks, long bytes,
            long offset) {
    }

    private static final class Reader {

        private final FileState state;
        private final GgufBytes bytes;
        private final SortedMap<String, String> metadata = new TreeMap<>();

        Reader(FileState state, GgufBytes bytes) {
            this.state = state;
            this.bytes = bytes;
        }

        FileHeader read() throws CheckpointException, IOException {
            long tensors = metadata(new GgufMetadata(bytes));
            requireWhole();
            List<Entry> entries = new ArrayList<>();
            for (long i = 0; i < tensors; i++) {
                entries.add(entry(bytes.text(MAX_NAME, "the name of tensor " + i)));
            }
            SortedMap<String, TensorInfo> placed = placed(entries);
            return new FileHeader(state, placed, metadata, Collections.emptySortedMap(), trailing(placed.values()));
        }

        /** Everything before the tensors; how many there are. */
        private long metadata(GgufMetadata values) throws CheckpointException, IOException {
            mark();
            version();
            long tensors = bytes.count(LEAST_TENSOR, "tensors");
            long pairs = bytes.count(LEAST_PAIR, "keys");
            if (tensors > SafetensorsHeader.MAX_TENSORS || pairs > MAX_KEYS) {
                throw bytes.bad("it lists " + tensors + " tensors and " + pairs + " keys; at most "
                        + SafetensorsHeader.MAX_TENSORS + " and " + MAX_KEYS + " are read");
            }
            for (long i = 0; i < pairs; i++) {
                String key = bytes.text(MAX_NAME, "key " + i);
                if (metadata.putIfAbsent(key, values.read(key)) != null) {
                    throw bytes.bad("it has the key " + key + " twice");
                }
            }
            return tensors;
        }

        private void mark() throws CheckpointException, IOException {
            if (state.size() < 4 || bytes.number32("its mark") != MARK) {
                throw new CheckpointException(FileStart.of(state.file())
                        .map(start -> start.sentence(state.file(), "GGUF")).orElse(
                        state.file() + " does not begin as a GGUF file does; it is none, is damaged or is older than "
                                + "2023. Download it again."));
            }
        }

        private void version() throws CheckpointException, IOException {
            long version = bytes.number32("its version");
            if (version == 2 || version == 3) {
                return;
            }
            boolean big = Integer.reverseBytes((int) version) > 0 && Integer.reverseBytes((int) version) < 16;
            throw new CheckpointException(state.file() + " is a GGUF file "
                    + (big ? "of a big-endian machine" : "of version " + version)
                    + "; versions 2 and 3, little-endian, are read. Fetch a newer file of the model.");
        }

        private void requireWhole() throws CheckpointException {
            String parts = metadata.getOrDefault(PARTS, "0");
            if (!parts.equals("0") && !parts.equals("1")) {
                throw new CheckpointException(state.file() + " is one of " + parts + " files that a model was cut "
                        + "into; join them, with \"llama-gguf-split --merge\", or fetch the model as one file.");
            }
        }

        private Entry entry(String name) throws CheckpointException, IOException {
            String of = "tensor " + name;
            long dimensions = bytes.number32("the dimensions of " + of);
            if (dimensions > MAX_DIMENSIONS) {
                throw bytes.bad(of + " has " + dimensions + " dimensions, at most " + MAX_DIMENSIONS + " are possible");
            }
            List<Long> shape = new ArrayList<>();
            for (long i = 0; i < dimensions; i++) {
                // the innermost comes first
                shape.addFirst(bytes.number64("the shape of " + of));
            }
            long type = bytes.number32("the type of " + of);
            Optional<DType> plain = Optional.ofNullable(PLAIN.get(type));
            Optional<BlockType> blocks = BlockType.ofNumber(type);
            if (plain.isEmpty() && blocks.isEmpty()) {
                throw new CheckpointException(state.file() + ": " + of + " has the type " + type
                        + ", which this program does not know; choose the model in another format.");
            }
            long offset = bytes.number64("the place of " + of);
            return new Entry(name, shape, plain, blocks, size(of, shape, plain, blocks), offset);
        }

        private long size(String of, List<Long> shape, Optional<DType> plain, Optional<BlockType> blocks)
                throws CheckpointException {
            long count = 1;
            try {
                for (long size : shape) {
                    if (size < 0) {
                        throw new ArithmeticException();
                    }
                    count = Math.multiplyExact(count, size);
                }
                if (plain.isPresent()) {
                    return Math.multiplyExact(count, (long) plain.get().size());
                }
                BlockType type = blocks.get();
                if (shape.isEmpty() || shape.getLast() % type.elements() != 0) {
                    throw bytes.bad(of + " of shape " + shape + " is stored as " + type + ", whose rows have multiples "
                            + "of " + type.elements() + " numbers");
                }
                return Math.multiplyExact(count / type.elements(), (long) type.bytes());
            } catch (ArithmeticException e) {
                throw bytes.bad(of + " has the shape " + shape + ", of more than 2^63 bytes");
            }
        }

        private SortedMap<String, TensorInfo> placed(List<Entry> entries) throws CheckpointException {
            long alignment = alignment();
            long start = Math.ceilDiv(bytes.position(), alignment) * alignment;
            SortedMap<String, TensorInfo> tensors = new TreeMap<>();
            Set<String> seen = new HashSet<>();
            for (Entry entry : entries) {
                if (!seen.add(entry.name)) {
                    throw bytes.bad("it has tensor " + entry.name + " twice");
                }
                tensors.put(entry.name, placed(entry, start, alignment));
            }
            requireApart(tensors.values());
            return tensors;
        }

        private TensorInfo placed(Entry entry, long start, long alignment) throws CheckpointException {
            if (entry.offset < 0 || entry.offset % alignment != 0) {
                throw bytes.bad("tensor " + entry.name + " begins at " + Long.toUnsignedString(entry.offset)
                        + ", which is no multiple of the alignment, " + alignment);
            }
            // none is negative, so a sum that is has passed 2^63
            long begin = start + entry.offset;
            long end = begin + entry.bytes;
            if (begin < 0 || end < 0 || end > state.size()) {
                throw new CheckpointException(state.file() + " is cut short or damaged: tensor " + entry.name
                        + " takes " + entry.bytes + " bytes from " + Long.toUnsignedString(begin)
                        + " on, but the file has " + state.size() + "; copy or download it again.");
            }
            return new TensorInfo(entry.name, entry.plain.orElse(DType.U8), entry.blocks, entry.shape, state.file(),
                    begin, end);
        }

        private long alignment() throws CheckpointException {
            String text = metadata.getOrDefault(ALIGNMENT, String.valueOf(DEFAULT_ALIGNMENT));
            boolean number = text.matches("\\d{1,10}");
            long alignment = number ? Long.parseLong(text) : 0;
            if (Long.bitCount(alignment) != 1) {
                throw bytes.bad(ALIGNMENT + " is " + text + ", expected a power of 2");
            }
            return alignment;
        }

        /** Bytes behind the last tensor and what fills that up. */
        private long trailing(Iterable<TensorInfo> tensors) throws CheckpointException {
            long end = bytes.position();
            for (TensorInfo info : tensors) {
                end = Math.max(end, info.end());
            }
            return Math.max(0, state.size() - Math.ceilDiv(end, alignment()) * alignment());
        }

        private void requireApart(Iterable<TensorInfo> tensors) throws CheckpointException {
            List<TensorInfo> ordered = new ArrayList<>();
            tensors.forEach(ordered::add);
            ordered.removeIf(info -> info.bytes() == 0);
            ordered.sort(Comparator.comparingLong(TensorInfo::begin));
            for (int i = 1; i < ordered.size(); i++) {
                TensorInfo before = ordered.get(i - 1);
                if (ordered.get(i).begin() < before.end()) {
                    throw bytes.bad("tensors " + before.name() + " and " + ordered.get(i).name() + " overlap");
                }
            }
        }
    }
}
