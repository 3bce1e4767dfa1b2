// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;

/** What one file says of its tensors, whatever kind of file it is. */
record FileHeader(FileState state, SortedMap<String, TensorInfo> tensors, Map<String, String> metadata) {

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
