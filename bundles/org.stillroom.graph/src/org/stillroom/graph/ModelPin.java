// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import java.util.SortedMap;

/**
 * What a model was when the graph was saved, so that a teammate is told what is missing or different.
 *
 * @param files SHA-256 in lower-case hex of each file, by its path inside the model; a single-file model has one entry
 *        under its own file name
 * @param origin its licence and source, as far as they were known
 */
public record ModelPin(SortedMap<String, String> files, ModelOrigin origin) {

    public ModelPin {
        files = Maps.copy(files);
    }

    /** Of an origin that is not known. */
    public ModelPin(SortedMap<String, String> files) {
        this(files, ModelOrigin.UNKNOWN);
    }
}
