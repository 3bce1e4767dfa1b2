// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.run;

import java.util.Map;
import java.util.Optional;

/**
 * What somebody says of a cluster.
 *
 * @param conf settings of its own, by name
 * @param modelsFrom an URI that its machines fetch models from; empty where they have the folders
 */
public record ClusterSettings(Map<String, String> conf, Optional<String> modelsFrom) {

    public ClusterSettings {
        conf = Map.copyOf(conf);
    }
}
