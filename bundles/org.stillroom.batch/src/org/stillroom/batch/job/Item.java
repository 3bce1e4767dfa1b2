// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.job;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeException;

/**
 * One run of the graph.
 *
 * @param key digest of the graph with these values, of its models' contents and of the kind of device: the same key is
 *        the same picture
 * @param group what is the same for all that are drawn with the same models
 * @param prompt empty if the job gives none
 * @param values by {@code NODE.PARAM}
 * @param labels what else stood beside the prompt in each of the rows that ask for this picture
 */
public record Item(String key, String group, String prompt, SortedMap<String, String> values,
        List<SortedMap<String, String>> labels) implements Serializable {

    public Item {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        labels = List.copyOf(labels);
    }

    Item withLabels(Collection<SortedMap<String, String>> rows) {
        return new Item(key, group, prompt, values, List.copyOf(rows));
    }

    /** The graph with this item's values in their places. */
    public Graph apply(Graph graph, NodeCatalog catalog) throws NodeException {
        return apply(graph, catalog, values);
    }

    static Graph apply(Graph graph, NodeCatalog catalog, SortedMap<String, String> values) throws NodeException {
        Graph changed = graph;
        for (var value : values.entrySet()) {
            changed = Place.of(value.getKey()).with(value.getValue()).apply(changed, catalog);
        }
        return changed;
    }
}
