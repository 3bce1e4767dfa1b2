// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;

/** The example graphs and the installed node types. */
public final class Examples {

    public static final NodeCatalog CATALOG = NodeCatalog.fromClassPath(Examples.class.getClassLoader());
    public static final List<String> NAMES = List.of("first-picture", "flux-dev", "flux-schnell", "sd3.5",
            "swapped-encoder", "two-encoders");

    private Examples() {}

    public static Graph firstPicture() {
        return graph("first-picture");
    }

    public static Graph graph(String name) {
        try (InputStream in = Examples.class.getResourceAsStream("/graphs/" + name + ".stillroom")) {
            return GraphFile.parse(in.readAllBytes(), name);
        } catch (IOException | GraphFileException e) {
            throw new UncheckedIOException(new IOException(name, e));
        }
    }

    public static NodeType type(String shortId) {
        return CATALOG.nodeType("org.stillroom." + shortId).orElseThrow();
    }

    public static PortRef port(String text) {
        return PortRef.parse(text);
    }

    public static Wire wire(String from, String to) {
        return new Wire(port(from), port(to));
    }

    public static Set<CanvasItem> nodes(String... ids) {
        return Stream.of(ids).map(NodeItem::new).collect(Collectors.toSet());
    }

    public static Set<String> ids(Collection<CanvasItem> items) {
        return items.stream().map(Items::name).collect(Collectors.toSet());
    }
}
