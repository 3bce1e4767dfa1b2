// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import java.util.Map;

/** A port of a node, written {@code node.port} in the file. */
public record PortRef(String node, String port) {

    public PortRef {
        Ids.require(node);
        Ids.require(port);
    }

    /** @throws IllegalArgumentException if the text is not two ids with a dot between */
    public static PortRef parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("\"" + Ids.shorten(text) + "\" is not written node.port");
        }
        return new PortRef(text.substring(0, dot), text.substring(dot + 1));
    }

    PortRef renamed(Map<String, String> names) {
        String changed = names.get(node);
        return changed == null ? this : new PortRef(changed, port);
    }

    @Override
    public String toString() {
        return node + "." + port;
    }
}
