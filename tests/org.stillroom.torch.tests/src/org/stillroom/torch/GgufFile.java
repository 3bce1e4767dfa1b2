// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes GGUF files for tests, sound ones and others, field by field. */
public final class GgufFile {

    private final ByteArrayOutputStream pairs = new ByteArrayOutputStream();
    private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
    private long pairCount;
    private long tensorCount;

    /** A key with a u32. */
    public GgufFile number(String key, int value) {
        return pair(key, 4, number32(value));
    }

    /** A key with a text. */
    public GgufFile text(String key, String value) {
        return pair(key, 8, text(value));
    }

    /** A key with a list of texts. */
    public GgufFile texts(String key, String... values) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        list.writeBytes(number32(8));
        list.writeBytes(number64(values.length));
        for (String value : values) {
            list.writeBytes(text(value));
        }
        return pair(key, 9, list.toByteArray());
    }

    /** A key with a value of any type, as bytes. */
    public GgufFile pair(String key, int type, byte[] value) {
        pairs.writeBytes(text(key));
        pairs.writeBytes(number32(type));
        pairs.writeBytes(value);
        pairCount++;
        return this;
    }

    /**
     * A tensor.
     *
     * @param type number of ggml
     * @param sizes innermost first
     */
    public GgufFile tensor(String name, int type, long offset, long... sizes) {
        tensors.writeBytes(text(name));
        tensors.writeBytes(number32(sizes.length));
        for (long size : sizes) {
            tensors.writeBytes(number64(size));
        }
        tensors.writeBytes(number32(type));
        tensors.writeBytes(number64(offset));
        tensorCount++;
        return this;
    }

    /** The file, of version 3. */
    public byte[] bytes(int alignment, byte[] data) {
        return bytes(3, pairCount, tensorCount, alignment, data);
    }

    /** A file that may lie about what it has. */
    public byte[] bytes(int version, long pairCount, long tensorCount, int alignment, byte[] data) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(number32(version));
        all.writeBytes(number64(tensorCount));
        all.writeBytes(number64(pairCount));
        all.writeBytes(pairs.toByteArray());
        all.writeBytes(tensors.toByteArray());
        while (all.size() % alignment != 0) {
            all.write(0);
        }
        all.writeBytes(data);
        return all.toByteArray();
    }

    private static byte[] text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + utf8.length).order(ByteOrder.LITTLE_ENDIAN).putLong(utf8.length).put(utf8)
                .array();
    }

    private static byte[] number32(int number) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
    }

    private static byte[] number64(long number) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
    }
}
