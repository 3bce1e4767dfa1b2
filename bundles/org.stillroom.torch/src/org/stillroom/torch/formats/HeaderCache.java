// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers that were used last: one run asks for each several times, to check the graph, to plan and to load. A file
 * that was written a moment ago is not kept, as it could be written again within the resolution of its time.
 */
final class HeaderCache {

    private static final int MOST_HEADERS = 500;
    private static final int MOST_TENSORS = 5_000;
    /** Some ten megabytes; the models of a large folder are looked at again and again while somebody chooses one. */
    private static final int MOST_TENSORS_IN_ALL = 50_000;
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final Map<FileState, FileHeader> HEADERS = new LinkedHashMap<>(16, 0.75f, true);
    private static int tensors;

    private HeaderCache() {
    }

    /** The header of a file in this state, or null. */
    static synchronized FileHeader get(FileState state) {
        return HEADERS.get(state);
    }

    static synchronized void put(FileHeader header) {
        FileTime settled = FileTime.from(Instant.now().minus(SETTLED));
        if (header.tensors().size() > MOST_TENSORS || header.state().modified().compareTo(settled) > 0) {
            return;
        }
        FileHeader before = HEADERS.put(header.state(), header);
        tensors += header.tensors().size() - (before == null ? 0 : before.tensors().size());
        while (HEADERS.size() > MOST_HEADERS || tensors > MOST_TENSORS_IN_ALL) {
            tensors -= HEADERS.remove(HEADERS.keySet().iterator().next()).tensors().size();
        }
    }
}
