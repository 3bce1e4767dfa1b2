// SPDX-License-Identifier: EPL-2.0
package org.stillroom.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Writes encoders of T5-XXL's size with made-up weights, in formats that people have. */
enum XxlFile {
    F16, FP8_SCALED, Q8_0, Q4_K;

    private static final int ALIGNMENT = 32;
    private static final int PART = 1 << 24;
    /** Numbers of types in GGUF. */
    private static final int GGUF_F32 = 0;
    private static final int GGUF_F16 = 1;

    Path in(Path folder, int layers) {
        return folder.resolve(name().toLowerCase(Locale.ROOT) + "-" + layers
                + (gguf() ? ".gguf" : ".safetensors"));
    }

    private boolean gguf() {
        return this == Q8_0 || this == Q4_K;
    }

    void write(Path file, int layers) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            if (gguf()) {
                gguf(out, XxlTensors.all(layers));
            } else {
                safetensors(out, XxlTensors.all(layers));
            }
        }
    }

    private void safetensors(FileChannel out, List<XxlTensors> tensors) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode header = json.createObjectNode();
        long end = 0;
        for (XxlTensors each : tensors) {
            boolean scaled = scaled(each);
            end = add(header, each.name(), scaled ? "F8_E4M3" : "F16", each.count() * (scaled ? 1 : 2), end,
                    each.shape());
        }
        for (XxlTensors each : tensors) {
            if (scaled(each)) {
                end = add(header, each.name().replace(".weight", ".scale_weight"), "F32", 4, end);
            }
        }
        add(header, "scaled_fp8", "F8_E4M3", 0, end);
        if (this == F16) {
            header.remove("scaled_fp8");
        }
        byte[] unpadded = json.writeValueAsBytes(header);
        // as safetensors writes it since 0.3.0: numbers that are not aligned cannot be mapped
        byte[] text = Arrays.copyOf(unpadded, Math.ceilDiv(unpadded.length, 8) * 8);
        Arrays.fill(text, unpadded.length, text.length, (byte) ' ');
        put(out, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, text.length));
        put(out, ByteBuffer.wrap(text));
        for (XxlTensors each : tensors) {
            fill(out, scaled(each) ? floats8() : floats16(), each.count() * (scaled(each) ? 1 : 2));
        }
        for (XxlTensors each : tensors) {
            if (scaled(each)) {
                put(out, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 0.001f));
            }
        }
    }

    private boolean scaled(XxlTensors tensor) {
        return this == FP8_SCALED && tensor.large() && !tensor.name().equals("shared.weight");
    }

    private static long add(ObjectNode header, String name, String type, long bytes, long begin, long... shape) {
        ObjectNode tensor = header.putObject(name).put("dtype", type);
        tensor.putArray("shape");
        for (long size : shape) {
            tensor.withArray("shape").add(size);
        }
        if (name.equals("scaled_fp8")) {
            tensor.withArray("shape").add(0);
        }
        tensor.putArray("data_offsets").add(begin).add(begin + bytes);
        return begin + bytes;
    }

    private void gguf(FileChannel out, List<XxlTensors> tensors) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        header.put("GGUF".getBytes(StandardCharsets.US_ASCII)).putInt(3).putLong(tensors.size()).putLong(1);
        text(header, "general.architecture");
        header.putInt(8);
        text(header, "t5encoder");
        long begin = 0;
        for (XxlTensors each : tensors) {
            text(header, each.ggml());
            header.putInt(each.shape().length);
            for (int i = each.shape().length - 1; i >= 0; i--) {
                header.putLong(each.shape()[i]);
            }
            header.putInt(type(each)).putLong(begin);
            begin += bytes(each);
        }
        header.position((header.position() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        put(out, header.flip());
        for (XxlTensors each : tensors) {
            ByteBuffer numbers = !each.large() ? type(each) == GGUF_F32 ? ones() : floats16()
                    : this == Q8_0 ? blocks(34, 0) : blocks(144, 0, 2);
            fill(out, numbers, bytes(each));
        }
    }

    private int type(XxlTensors tensor) {
        return tensor.large() ? this == Q8_0 ? 8 : 12 : tensor.shape().length == 1 ? GGUF_F32 : GGUF_F16;
    }

    private long bytes(XxlTensors tensor) {
        return tensor.large() ? this == Q8_0 ? tensor.count() / 32 * 34 : tensor.count() / 256 * 144
                : tensor.count() * (type(tensor) == GGUF_F32 ? 4 : 2);
    }

    private static void text(ByteBuffer header, String text) {
        header.putLong(text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Small normal numbers. */
    private static ByteBuffer floats16() {
        ByteBuffer part = part(2);
        Random random = new Random(0);
        while (part.hasRemaining()) {
            part.putShort(Float.floatToFloat16((float) (random.nextGaussian() * 0.01)));
        }
        return part;
    }

    private static ByteBuffer ones() {
        ByteBuffer part = part(4);
        while (part.hasRemaining()) {
            part.putFloat(1);
        }
        return part;
    }

    /** Numbers up to 30 in float8. */
    private static ByteBuffer floats8() {
        ByteBuffer part = part(1);
        Random random = new Random(0);
        while (part.hasRemaining()) {
            part.put((byte) (random.nextInt(0x60) | random.nextInt(2) << 7));
        }
        return part;
    }

    /** Blocks of anything, with small numbers in float16 as their scales. */
    private static ByteBuffer blocks(int bytes, int... scales) {
        ByteBuffer part = part(bytes);
        byte[] all = new byte[part.capacity()];
        new Random(0).nextBytes(all);
        part.put(all);
        for (int at = 0; at < part.capacity(); at += bytes) {
            for (int scale : scales) {
                part.putShort(at + scale, Float.floatToFloat16(0.0001f));
            }
        }
        return part;
    }

    private static ByteBuffer part(int unit) {
        return ByteBuffer.allocateDirect(PART / unit * unit).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A part over and over. */
    private static void fill(FileChannel out, ByteBuffer part, long bytes) throws IOException {
        for (long left = bytes; left > 0; left -= part.limit()) {
            part.clear().limit((int) Math.min(part.capacity(), left));
            put(out, part);
        }
    }

    private static void put(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
