// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.nio.file.Path;
import java.util.List;

/**
 * What a checkpoint says about one of its tensors.
 *
 * @param name name in the file
 * @param dtype type of the elements
 * @param shape sizes, outermost first; empty for a single number
 * @param file the file that holds the elements, row-major and little-endian
 * @param begin offset of the first byte from the start of the file
 * @param end offset after the last byte from the start of the file
 */
public record TensorInfo(String name, DType dtype, List<Long> shape, Path file, long begin, long end) {

    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** Bytes of all elements. */
    public long bytes() {
        return end - begin;
    }
}
