// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lists in the metadata of a GGUF file, such as its vocabulary. Headers keep only how long they are, so they are read
 * where somebody needs them.
 */
public final class GgufLists {

    /** Above any vocabulary; more would be many objects for a few bytes each. */
    static final int MOST_TEXTS = 2_000_000;
    private static final int FLOAT = 6;

    private final Path file;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, List<String>> texts = new HashMap<>();
    private final Map<String, Numbers> numbers = new HashMap<>();

    /** @param type GGUF's number for the type of each */
    private record Numbers(int type, byte[] bytes) {

        ByteBuffer buffer() {
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private GgufLists(Path file) {
        this.file = file;
    }

    /**
     * Reads a file's metadata; tensors are not looked at.
     *
     * @param lists keys of the lists to keep
     * @throws CheckpointException if it is no GGUF file, or not sound up to the end of its metadata
     */
    public static GgufLists read(Path file, Set<String> lists) throws CheckpointException {
        FileState state = FileState.of(file);
        GgufLists kept = new GgufLists(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            kept.values.putAll(GgufHeader.metadata(state, in, lists, kept));
            return kept;
        } catch (IOException e) {
            throw Reasons.cannotRead(file, e);
        }
    }

    void add(String key, List<String> list) {
        texts.put(key, list);
    }

    void add(String key, int type, byte[] bytes) {
        numbers.put(key, new Numbers(type, bytes));
    }

    /** The value of a key as a text; empty if it has none. */
    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** A list of texts; empty if there is none of that key. */
    public List<String> texts(String key) {
        return texts.getOrDefault(key, List.of());
    }

    /**
     * A list of 32-bit floats; empty if there is none of that key.
     *
     * @throws CheckpointException if it is a list of something else
     */
    public float[] floats(String key) throws CheckpointException {
        Numbers found = find(key, FLOAT, FLOAT);
        float[] floats = new float[found.bytes.length / Float.BYTES];
        found.buffer().asFloatBuffer().get(floats);
        return floats;
    }

    /**
     * A list of 32-bit whole numbers, unsigned ones folded into the sign; empty if there is none of that key.
     *
     * @throws CheckpointException if it is a list of something else
     */
    public int[] integers(String key) throws CheckpointException {
        Numbers found = find(key, 4, 5);
        int[] integers = new int[found.bytes.length / Integer.BYTES];
        found.buffer().asIntBuffer().get(integers);
        return integers;
    }

    /**
     * A list of bytes, signed or not; empty if there is none of that key.
     *
     * @throws CheckpointException if it is a list of something else
     */
    public byte[] bytes(String key) throws CheckpointException {
        return find(key, 0, 1).bytes.clone();
    }

    private Numbers find(String key, int type, int orType) throws CheckpointException {
        Numbers found = numbers.getOrDefault(key, new Numbers(type, new byte[0]));
        if (found.type != type && found.type != orType) {
            throw new CheckpointException("The header of " + file + " is wrong: " + key + " is a list of numbers of "
                    + "the type " + found.type + ", expected " + type + (type == orType ? "" : " or " + orType)
                    + "; copy or download the file again.");
        }
        return found;
    }
}
