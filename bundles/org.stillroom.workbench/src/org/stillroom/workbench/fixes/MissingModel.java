// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stillroom.graph.Graph;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.workbench.services.Models;
import org.stillroom.workbench.services.OfferedModel;

/**
 * A model that a graph names and that is not there.
 *
 * @param uses where it is named; at least one
 * @param problem that the first of them has
 */
record MissingModel(String name, List<NamedModel> uses, Problem problem) {

    /** By the nodes that name them. */
    static List<MissingModel> of(Graph graph, NodeCatalog catalog, CheckedGraph checked) {
        Map<String, MissingModel> missing = new LinkedHashMap<>();
        checked.missing().stream().sorted(Comparator.comparing(Problem::node).thenComparing(Problem::port))
                .forEach(problem -> NamedModel.of(graph, catalog, problem.node(), problem.port())
                        .filter(use -> !use.model().isEmpty())
                        .ifPresent(use -> missing.computeIfAbsent(use.model(),
                                name -> new MissingModel(name, new ArrayList<>(), problem)).uses().add(use)));
        return List.copyOf(missing.values());
    }

    List<PortRef> places() {
        return uses.stream().map(use -> new PortRef(use.node().id(), use.parameter().id())).toList();
    }

    /** Names of the models that there are of a kind that every use takes, as far as it is known. */
    Set<String> offered(Path folder) {
        Set<String> all = null;
        for (NamedModel use : uses) {
            Set<String> fitting = new TreeSet<>();
            for (OfferedModel model : Models.get().offered(folder, use.parameter().accepts())) {
                if (model.fit() == OfferedModel.Fit.YES && model.problem().isEmpty()) {
                    fitting.add(model.name());
                }
            }
            if (all == null) {
                all = fitting;
            } else {
                all.retainAll(fitting);
            }
        }
        return all;
    }
}
