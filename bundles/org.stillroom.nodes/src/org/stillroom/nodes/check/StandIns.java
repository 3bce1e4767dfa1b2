// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stillroom.graph.Graph;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Problem;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NearNames;

/**
 * Looks for a model that can stand in for one that a graph names and that is not there: one with which nothing else is
 * wrong with the graph than before, such as a text encoder of the width that the denoiser takes.
 *
 * @param graph that names the missing model
 */
public record StandIns(Graph graph, NodeCatalog catalog, ModelFolders folders) {

    /** Each is a check of the whole graph. */
    private static final int MOST = 6;

    /**
     * The one with the nearest name; empty if none of the nearest fits.
     *
     * @param missing name of the model that is not there
     * @param places nodes and parameters that name it
     * @param offered names of models of a kind that fits all of them
     * @throws java.util.concurrent.CancellationException if {@code cancel} says so
     */
    public Optional<String> find(String missing, Collection<PortRef> places, Collection<String> offered,
            Progress cancel) {
        List<String> nearest = offered.stream().filter(name -> !name.equals(missing))
                .sorted(NearNames.nearestTo(missing)).limit(MOST).toList();
        if (nearest.isEmpty()) {
            return Optional.empty();
        }
        Set<Problem> before = errors(graph);
        for (String name : nearest) {
            cancel.checkCancelled();
            Set<Problem> after = errors(named(places, name));
            after.removeAll(before);
            if (after.isEmpty()) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private Graph named(Collection<PortRef> places, String name) {
        Graph named = graph;
        for (PortRef place : places) {
            named = named.with(named.nodes().get(place.node()).withParameter(place.port(), TextNode.valueOf(name)));
        }
        return named;
    }

    /** Without those that say that something is not there. */
    private Set<Problem> errors(Graph checked) {
        CheckedGraph found = GraphCheck.check(checked, catalog, folders);
        Set<Problem> errors = new HashSet<>(found.errors());
        errors.removeAll(found.missing());
        return errors;
    }
}
