// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The values of a GGUF file's metadata, as texts. Of lists, such as a vocabulary, only the length is kept, unless
 * somebody wants them.
 */
final class GgufMetadata {

    private static final int STRING = 8;
    private static final int ARRAY = 9;
    private static final int LONGEST_KEPT = 4096;
    private static final int MAX_DEPTH = 4;

    private final GgufBytes bytes;
    private final Set<String> wanted;
    private final GgufLists kept;

    GgufMetadata(GgufBytes bytes) {
        this(bytes, Set.of(), null);
    }

    /**
     * @param wanted keys of lists
     * @param kept where these lists are put
     */
    GgufMetadata(GgufBytes bytes, Set<String> wanted, GgufLists kept) {
        this.bytes = bytes;
        this.wanted = wanted;
        this.kept = kept;
    }

    /** The value that follows, with its type before it. */
    String read(String key) throws CheckpointException, IOException {
        String what = "the value of " + key;
        int type = type(what);
        return switch (type) {
            case STRING -> text(what);
            case ARRAY -> "list of " + (wanted.contains(key) ? kept(key, what) : list(what, 1));
            default -> scalar(type, bytes.bytes(size(type), what));
        };
    }

    private String text(String what) throws CheckpointException, IOException {
        long length = bytes.count(1, "bytes of " + what);
        if (length > LONGEST_KEPT) {
            bytes.skip(length, what);
            return "text of " + length + " bytes";
        }
        // what is only shown need not be sound
        return StandardCharsets.UTF_8.decode(bytes.bytes((int) length, what)).toString();
    }

    /** Keeps a list of texts or numbers; its length. */
    private long kept(String key, String what) throws CheckpointException, IOException {
        int type = type(what);
        if (type == ARRAY) {
            throw bytes.bad(what + " is a list of lists");
        }
        if (type != STRING) {
            long count = bytes.count(size(type), "numbers of " + what);
            kept.add(key, type, bytes.bytes((int) (count * size(type)), what).array());
            return count;
        }
        long count = bytes.count(8, "texts of " + what);
        if (count > GgufLists.MOST_TEXTS) {
            throw bytes.bad(what + " has " + count + " texts, more than the " + GgufLists.MOST_TEXTS
                    + " that are read");
        }
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            texts.add(bytes.text(LONGEST_KEPT, "text " + i + " of " + key));
        }
        kept.add(key, texts);
        return count;
    }

    /** Passes over a list; its length. */
    private long list(String what, int depth) throws CheckpointException, IOException {
        int type = type(what);
        if (type == STRING) {
            long count = bytes.count(8, "texts of " + what);
            for (long i = 0; i < count; i++) {
                bytes.skip(bytes.number64(what), what);
            }
            return count;
        }
        if (type == ARRAY) {
            if (depth == MAX_DEPTH) {
                throw bytes.bad(what + " has lists in lists, more than " + MAX_DEPTH + " deep");
            }
            long count = bytes.count(12, "lists of " + what);
            for (long i = 0; i < count; i++) {
                list(what, depth + 1);
            }
            return count;
        }
        int size = size(type);
        long count = bytes.count(size, "numbers of " + what);
        bytes.skip(count * size, what);
        return count;
    }

    private int type(String what) throws CheckpointException, IOException {
        long type = bytes.number32("the type of " + what);
        if (type > 12) {
            throw bytes.bad(what + " has the type " + type + ", from 0 to 12 are possible");
        }
        return (int) type;
    }

    private static int size(int type) {
        return switch (type) {
            case 0, 1, 7 -> 1;
            case 2, 3 -> 2;
            case 4, 5, 6 -> 4;
            default -> 8;
        };
    }

    private static String scalar(int type, ByteBuffer value) {
        return switch (type) {
            case 0 -> String.valueOf(value.get() & 0xff);
            case 1 -> String.valueOf(value.get());
            case 2 -> String.valueOf(value.getShort() & 0xffff);
            case 3 -> String.valueOf(value.getShort());
            case 4 -> Integer.toUnsignedString(value.getInt());
            case 5 -> String.valueOf(value.getInt());
            case 6 -> String.valueOf(value.getFloat());
            case 7 -> String.valueOf(value.get() != 0);
            case 10 -> Long.toUnsignedString(value.getLong());
            case 11 -> String.valueOf(value.getLong());
            default -> String.valueOf(value.getDouble());
        };
    }
}
