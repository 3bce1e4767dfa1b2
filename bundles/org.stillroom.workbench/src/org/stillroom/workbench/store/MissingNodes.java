// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.osgi.util.NLS;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Node;
import org.stillroom.graph.Provider;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;

/** Nodes of types that are not installed, and who provides them. */
public final class MissingNodes {

    private MissingNodes() {}

    /** A sentence for the author of the graph; empty if every type is installed. */
    public static String sentence(Graph graph, NodeCatalog catalog) {
        int count = 0;
        SortedMap<String, String> bundles = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        for (Node node : graph.nodes().values()) {
            if (catalog.nodeType(node.type()).isPresent()) {
                continue;
            }
            count++;
            Provider provider = graph.providers().get(node.type());
            if (provider != null) {
                bundles.put(Ids.shorten(provider.bundle()), Ids.shorten(provider.feature()));
            } else if (!unknown.contains(Ids.shorten(node.type()))) {
                unknown.add(Ids.shorten(node.type()));
            }
        }
        if (count == 0) {
            return "";
        }
        List<String> named = new ArrayList<>();
        bundles.forEach((bundle, feature) -> named.add(feature.isEmpty() ? bundle
                : NLS.bind(Messages.MissingNodes_feature, bundle, feature)));
        unknown.forEach(type -> named.add(NLS.bind(Messages.MissingNodes_type, type)));
        return NLS.bind(count == 1 ? Messages.MissingNodes_one : Messages.MissingNodes_many, count,
                String.join(", ", named));
    }

    /**
     * The graph with the providers of the types it uses written down, so that whoever lacks one is told what to
     * install. Of the types that {@code saved} uses too, only what it says is kept, so that opening and saving leaves a
     * file as it was.
     *
     * @param saved the graph as its file holds it
     */
    public static Graph withProviders(Graph graph, Graph saved, NodeCatalog catalog) {
        SortedMap<String, Provider> providers = new TreeMap<>(saved.providers());
        providers.putAll(graph.providers());
        Set<String> before = saved.nodes().values().stream().map(Node::type).collect(Collectors.toSet());
        for (Node node : graph.nodes().values()) {
            if (!before.contains(node.type())) {
                catalog.nodeType(node.type()).map(NodeType::provider)
                        .ifPresent(provider -> providers.putIfAbsent(node.type(), provider));
            }
        }
        return providers.equals(graph.providers()) ? graph : graph.withProviders(providers);
    }
}
