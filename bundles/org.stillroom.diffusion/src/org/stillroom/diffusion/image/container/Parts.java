// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image.container;

import java.util.ArrayList;
import java.util.List;

/** Which pieces of a file a decoder is to see, and what is put between them. */
public final class Parts {

    /** @param bytes what is there instead of a piece of the file, or null */
    record Part(byte[] bytes, long offset, long length) {}

    private final List<Part> parts = new ArrayList<>();

    Parts bytes(byte[] bytes) {
        parts.add(new Part(bytes, 0, bytes.length));
        return this;
    }

    Parts range(long offset, long length) {
        Part last = parts.isEmpty() ? null : parts.getLast();
        if (last != null && last.bytes() == null && last.offset() + last.length() == offset) {
            parts.set(parts.size() - 1, new Part(null, last.offset(), last.length() + length));
        } else if (length > 0) {
            parts.add(new Part(null, offset, length));
        }
        return this;
    }

    List<Part> list() {
        return parts;
    }
}
