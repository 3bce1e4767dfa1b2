// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import java.util.SortedMap;

/**
 * What a model was when the graph was saved, so that a teammate is told what is missing or different.
 *
 * @param files SHA-256 in lower-case hex of each file, by its path inside the model; a single-file model has one entry
 *        under its own file name
 */
public record ModelPin(SortedMap<String, String> files) {

    public ModelPin {
        files = Maps.copy(files);
    }
}
