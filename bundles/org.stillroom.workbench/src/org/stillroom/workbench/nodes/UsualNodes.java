// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.nodes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFileException;
import org.stillroom.graph.Layout.Place;
import org.stillroom.graph.Node;
import org.stillroom.workbench.templates.GraphTemplate;
import org.stillroom.workbench.templates.GraphTemplates;

/**
 * Which types of nodes people begin with, as far as templates tell: those of the first one from left to right, as a
 * graph is built, then those of the others, what they have most of first.
 */
public final class UsualNodes {

    private static List<String> known;

    private UsualNodes() {}

    /** Ids of node types, the most usual first; types that no template has are missing. */
    public static synchronized List<String> ids() {
        if (known == null) {
            known = of(templates());
        }
        return known;
    }

    static List<String> of(List<Graph> graphs) {
        Set<String> ids = new LinkedHashSet<>();
        if (!graphs.isEmpty()) {
            Map<String, Place> places = graphs.getFirst().layout().nodes();
            Place none = new Place(0, 0, 0, 0, false);
            graphs.getFirst().nodes().values().stream()
                    .sorted(Comparator.comparingInt((Node node) -> places.getOrDefault(node.id(), none).x())
                            .thenComparingInt(node -> places.getOrDefault(node.id(), none).y()))
                    .forEach(node -> ids.add(node.type()));
        }
        Map<String, Integer> counts = new HashMap<>();
        graphs.forEach(graph -> graph.nodes().values().forEach(node -> counts.merge(node.type(), 1, Integer::sum)));
        counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed()
                .thenComparing(Map.Entry.comparingByKey())).forEach(entry -> ids.add(entry.getKey()));
        return List.copyOf(ids);
    }

    private static List<Graph> templates() {
        List<Graph> graphs = new ArrayList<>();
        for (GraphTemplate template : GraphTemplates.contributed(Platform.getExtensionRegistry())) {
            try {
                graphs.add(template.graph());
            } catch (GraphFileException e) {
                ILog.of(UsualNodes.class).warn("The template " + template.id() + " cannot be read.", e);
            }
        }
        return graphs;
    }
}
