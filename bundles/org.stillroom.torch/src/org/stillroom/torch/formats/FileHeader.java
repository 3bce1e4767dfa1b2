// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;

/**
 * What one file says of its tensors, whatever kind of file it is.
 *
 * @param unread types that this program does not know, by the tensors that have them
 * @param trailing bytes behind the last tensor that belong to nothing
 */
record FileHeader(FileState state, SortedMap<String, TensorInfo> tensors, Map<String, String> metadata,
        SortedMap<String, String> unread, long trailing) {

    /** Of a file all of whose tensors can be read, and nothing else is in it. */
    FileHeader(FileState state, SortedMap<String, TensorInfo> tensors, Map<String, String> metadata) {
        this(state, tensors, metadata, Collections.emptySortedMap(), 0);
    }

    /** Reads a header, or gives the one that was read before if the file has not changed since. */
    static FileHeader read(Path file) throws CheckpointException {
        FileState state = FileState.of(file);
        FileHeader known = HeaderCache.get(state);
        if (known != null) {
            return known;
        }
        FileHeader header = Container.of(file).read(state);
        HeaderCache.put(header);
        return header;
    }
}
