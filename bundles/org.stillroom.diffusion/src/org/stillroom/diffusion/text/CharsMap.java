// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import org.stillroom.torch.formats.CheckpointException;

/**
 * SentencePiece's table of characters to replace: the size of a double-array trie, the trie, then the replacements as
 * UTF-8, each ended by 0. The native library follows it without looking, so every step it could take is tried here.
 */
final class CharsMap {

    /** The longest replacement of Unicode's compatibility forms has 33 bytes. */
    private static final int LONGEST = 100;

    private final Path file;
    private final int[] units;
    private final byte[] texts;

    private CharsMap(Path file, int[] units, byte[] texts) {
        this.file = file;
        this.units = units;
        this.texts = texts;
    }

    /** @param encoded Base64 */
    static void check(Path file, String encoded) throws CheckpointException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw damaged(file, e);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long size = bytes.length < 4 ? -1 : Integer.toUnsignedLong(buffer.getInt());
        if (size < 4 || size % 4 != 0 || size > buffer.remaining()) {
            throw damaged(file, null);
        }
        int[] units = new int[(int) (size / 4)];
        buffer.asIntBuffer().get(units);
        byte[] texts = new byte[bytes.length - 4 - (int) size];
        buffer.get(4 + (int) size, texts);
        new CharsMap(file, units, texts).walk();
    }

    private void walk() throws CheckpointException {
        boolean[] seen = new boolean[units.length];
        Deque<Integer> waiting = new ArrayDeque<>();
        waiting.add(0);
        while (!waiting.isEmpty()) {
            int node = waiting.remove();
            int first = node ^ offset(units[node]);
            for (int label = 1; label < 256; label++) {
                int child = first ^ label;
                // any byte may follow in a prompt, so any child may be looked at
                int unit = units[inside(child, units.length)];
                if ((unit & 0x800000ff) == label && !seen[child]) {
                    seen[child] = true;
                    if ((unit >>> 8 & 1) == 1) {
                        checkText(units[inside(child ^ offset(unit), units.length)] & 0x7fffffff);
                    }
                    waiting.add(child);
                }
            }
        }
    }

    private void checkText(int start) throws CheckpointException {
        if (texts.length == 0 || texts[texts.length - 1] != 0) {
            throw damaged(file, null);
        }
        // a replacement begins at a character, not inside one
        if ((texts[inside(start, texts.length)] & 0xc0) == 0x80) {
            throw damaged(file, null);
        }
        int end = start;
        while (texts[end] != 0) {
            end++;
        }
        if (end - start > LONGEST) {
            throw damaged(file, null);
        }
    }

    private static int offset(int unit) {
        return unit >>> 10 << ((unit & 1 << 9) >>> 6);
    }

    private int inside(int index, int length) throws CheckpointException {
        if (index < 0 || index >= length) {
            throw damaged(file, null);
        }
        return index;
    }

    private static CheckpointException damaged(Path file, Exception cause) {
        return new CheckpointException(file + " has a damaged precompiled_charsmap; fetch it again.", cause);
    }
}
