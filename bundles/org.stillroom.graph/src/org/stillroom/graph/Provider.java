// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;

/**
 * Who contributes a node type.
 *
 * @param bundle symbolic name of the bundle
 * @param feature id of the feature a user installs to get it, or empty
 * @param extra properties that this version does not know, kept as they are
 */
public record Provider(String bundle, String feature, SortedMap<String, JsonNode> extra) {

    public Provider {
        extra = Maps.copy(extra);
    }

    public Provider(String bundle, String feature) {
        this(bundle, feature, Maps.none());
    }
}
