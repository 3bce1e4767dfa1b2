// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.List;
import java.util.Optional;
import org.stillroom.nodes.contract.RgbImage;

/**
 * One of the encoders that were compared.
 *
 * @param name of the encoder
 * @param lines what it is and costs, and how its picture differs from the first
 * @param picture empty if none was made
 */
record Compared(String name, List<String> lines, Optional<RgbImage> picture) {

    Compared {
        lines = List.copyOf(lines);
    }
}
