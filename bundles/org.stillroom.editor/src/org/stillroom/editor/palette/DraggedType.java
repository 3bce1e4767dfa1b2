// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.palette;

import java.util.Optional;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;

/** A node type as the text that is dragged; the prefix tells it from any other text. */
final class DraggedType {

    private static final String PREFIX = "stillroom-node-type:";

    private DraggedType() {}

    static String text(NodeType type) {
        return PREFIX + type.id();
    }

    /** @param dropped whatever was dropped, from here or from anywhere */
    static Optional<NodeType> parse(NodeCatalog catalog, Object dropped) {
        return dropped instanceof String text && text.startsWith(PREFIX)
                ? catalog.nodeType(text.substring(PREFIX.length()).strip())
                : Optional.empty();
    }
}
