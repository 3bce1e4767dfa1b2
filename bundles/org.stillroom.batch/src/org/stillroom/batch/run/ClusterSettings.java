// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.run;

import java.util.Map;
import java.util.Optional;

/**
 * What somebody says of a cluster.
 *
 * @param conf settings of its own, by name
 * @param modelsFrom an URI that its machines fetch models from, or {@link #DRIVER}; empty where they have the folders
 */
public record ClusterSettings(Map<String, String> conf, Optional<String> modelsFrom) {

    /** Models are sent by the machine that gives the work out. */
    public static final String DRIVER = "driver";

    public ClusterSettings {
        conf = Map.copyOf(conf);
    }
}
