// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Writes tensors to a safetensors file; the same tensors and metadata give the same bytes. */
public final class SafetensorsWriter {

    private static final int ALIGNMENT = 8;
    /** Bytes that are written in one go. */
    private static final long PART = 1L << 30;

    /** Something to be stored whose elements need not be in memory before their turn comes. */
    public interface Stored {

        DType dtype();

        long[] shape();

        /** Writes the elements, in the order of rows and little-endian, all of them. */
        void writeTo(WritableByteChannel channel) throws IOException;

        /** How many are written. */
        default long bytes() {
            return Arrays.stream(shape()).reduce(dtype().size(), Math::multiplyExact);
        }
    }

    private record OfTensor(Tensor tensor) implements Stored {

        @Override
        public DType dtype() {
            return tensor.dtype();
        }

        @Override
        public long[] shape() {
            return tensor.shape();
        }

        @Override
        public void writeTo(WritableByteChannel channel) throws IOException {
            writeElements(channel, tensor);
        }
    }

    private SafetensorsWriter() {
    }

    /**
     * Writes a file whole or not at all, as {@link AtomicFile} does.
     *
     * @param metadata texts to store beside the tensors; empty for none
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        AtomicFile.write(file, content(tensors, metadata));
    }

    /**
     * What such a file holds. Tensors are stored in the order of their names, those of wide types first, so that all
     * are aligned and can be mapped.
     *
     * @param tensors must stay open until it is written
     * @param metadata texts to store beside the tensors; empty for none
     */
    public static AtomicFile.Content content(Map<String, Tensor> tensors, Map<String, String> metadata) {
        Map<String, Stored> stored = new TreeMap<>();
        tensors.forEach((name, tensor) -> stored.put(name, new OfTensor(tensor)));
        return contentOf(stored, metadata);
    }

    /** Like {@link #content}, of what need not be in memory all at once. */
    public static AtomicFile.Content contentOf(Map<String, ? extends Stored> tensors, Map<String, String> metadata) {
        Map<String, Stored> ordered = ordered(tensors);
        return channel -> {
            writeFully(channel, header(ordered, metadata));
            for (Stored tensor : ordered.values()) {
                tensor.writeTo(channel);
            }
        };
    }

    private static Map<String, Stored> ordered(Map<String, ? extends Stored> tensors) {
        Comparator<String> bySize = Comparator.comparingInt(name -> -tensors.get(name).dtype().size());
        Map<String, Stored> ordered = new LinkedHashMap<>();
        tensors.keySet().stream().sorted(bySize.thenComparing(Comparator.naturalOrder()))
                .forEach(name -> ordered.put(name, tensors.get(name)));
        return ordered;
    }

    private static ByteBuffer header(Map<String, Stored> tensors, Map<String, String> metadata) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = root.putObject("__metadata__");
            new TreeMap<>(metadata).forEach(texts::put);
        }
        long offset = 0;
        for (Map.Entry<String, Stored> entry : tensors.entrySet()) {
            Stored tensor = entry.getValue();
            ObjectNode node = root.putObject(entry.getKey());
            node.put("dtype", tensor.dtype().safetensors());
            ArrayNode shape = node.putArray("shape");
            for (long size : tensor.shape()) {
                shape.add(size);
            }
            node.putArray("data_offsets").add(offset).add(offset + tensor.bytes());
            offset += tensor.bytes();
        }
        byte[] json = mapper.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
        int length = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(length).put(json);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.flip();
    }

    private static void writeElements(WritableByteChannel channel, Tensor tensor) throws IOException {
        try (Tensor here = tensor.to(Device.CPU, tensor.dtype())) {
            here.<IOException>access(0, here.count(), PART, (part, from) -> writeFully(channel, part));
        }
    }

    private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
