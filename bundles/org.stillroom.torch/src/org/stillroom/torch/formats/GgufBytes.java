// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The bytes of a GGUF file's header, little-endian. Whatever a length or a count in it says is compared with the bytes
 * that are left before anything is read or kept.
 */
final class GgufBytes {

    private final Path file;
    private final InputStream in;
    private final long size;
    private long position;

    GgufBytes(FileState state, InputStream in) {
        this.file = state.file();
        this.in = in;
        this.size = state.size();
    }

    /** Bytes that were read. */
    long position() {
        return position;
    }

    /** Bytes that the header may still have. */
    long left() {
        return Math.min(size, HeaderJson.MAX_BYTES) - position;
    }

    long number32(String what) throws CheckpointException, IOException {
        return Integer.toUnsignedLong(bytes(4, what).getInt());
    }

    long number64(String what) throws CheckpointException, IOException {
        return bytes(8, what).getLong();
    }

    ByteBuffer bytes(int count, String what) throws CheckpointException, IOException {
        require(count, what);
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw cut(what);
        }
        position += count;
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    void skip(long count, String what) throws CheckpointException, IOException {
        require(count, what);
        in.skipNBytes(count);
        position += count;
    }

    /**
     * A number of things of which each takes some bytes at least.
     *
     * @param least bytes of one
     */
    long count(long least, String what) throws CheckpointException, IOException {
        long count = number64("the number of " + what);
        if (count < 0 || count > left() / least) {
            throw bad("it says that it has " + Long.toUnsignedString(count) + " " + what + ", but only " + left()
                    + " bytes are left");
        }
        return count;
    }

    /** A text of some bytes at most, which must be UTF-8. */
    String text(int most, String what) throws CheckpointException, IOException {
        long length = count(1, "bytes of " + what);
        if (length > most) {
            throw bad(what + " has " + length + " bytes, more than the " + most + " that are read");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes((int) length, what)).toString();
        } catch (CharacterCodingException e) {
            throw new CheckpointException(bad(what + " is not UTF-8 text").getMessage(), e);
        }
    }

    private void require(long count, String what) throws CheckpointException {
        if (count < 0 || count > left()) {
            throw position + Math.max(count, 0) <= size ? bad("it has more than the " + HeaderJson.MAX_BYTES
                    + " bytes that are read") : cut(what);
        }
    }

    private CheckpointException cut(String what) {
        return new CheckpointException(file + " is cut short: it ends within its header, at " + what
                + "; copy or download it again.");
    }

    /** @param what a clause */
    CheckpointException bad(String what) {
        return new CheckpointException("The header of " + file + " is wrong: " + what
                + "; copy or download the file again.");
    }
}
