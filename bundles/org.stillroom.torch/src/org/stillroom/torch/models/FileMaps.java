// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;

/**
 * Maps of one file, made as windows of up to 2 GiB, so that a model needs a few maps and not one a tensor. They are
 * unmapped when the buffers have become unreachable.
 */
final class FileMaps {

    static final long MAX_WINDOW = Integer.MAX_VALUE;
    /** Windows start at multiples of this, so whatever is not larger lies wholly in the window that it starts in. */
    private static final long GRID = 1L << 30;

    private final FileChannel channel;
    private final long size;
    private final Map<Long, MappedByteBuffer> windows = new HashMap<>();

    FileMaps(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    /**
     * Bytes that are the file's.
     *
     * @param window what must stay reachable while the bytes are used
     */
    record Mapped(ByteBuffer bytes, Object window) {
    }

    /** The bytes from {@code begin} to {@code end}, at most {@link #MAX_WINDOW}. */
    Mapped map(long begin, long end) throws IOException {
        if (end - begin > GRID) {
            ByteBuffer own = channel.map(FileChannel.MapMode.READ_ONLY, begin, end - begin);
            return new Mapped(own.order(ByteOrder.LITTLE_ENDIAN), own);
        }
        long start = begin / GRID * GRID;
        MappedByteBuffer window = windows.get(start);
        if (window == null) {
            window = channel.map(FileChannel.MapMode.READ_ONLY, start, Math.min(MAX_WINDOW, size - start));
            windows.put(start, window);
        }
        ByteBuffer bytes = window.slice((int) (begin - start), (int) (end - begin));
        return new Mapped(bytes.order(ByteOrder.LITTLE_ENDIAN), window);
    }
}
