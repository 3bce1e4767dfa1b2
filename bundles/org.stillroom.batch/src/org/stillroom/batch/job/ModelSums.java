// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.job;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stillroom.graph.Graph;
import org.stillroom.graph.io.Digest;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.ModelFolders;

/**
 * What models and files a group of items is drawn with, by their contents: the same on every machine that has them.
 *
 * @param files SHA-256 by path inside the model, as {@link Checksums} has them, by {@code NODE.PARAM}
 */
public record ModelSums(SortedMap<String, SortedMap<String, String>> files) implements Serializable {

    public ModelSums {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** What keys of items hold of it. */
    String digest() {
        StringBuilder text = new StringBuilder();
        files.forEach((place, sums) -> text.append(place).append('\n').append(sums).append('\n'));
        return Digest.hex(text.toString());
    }

    /**
     * Compares with what is here now, where a machine may have other files under the same names. What is not here at
     * all is passed over, as the run says so, if it needs it.
     *
     * @param graph with the values of one of the items
     * @param place where this is, for messages
     * @throws BatchException if a file is another one, naming it
     */
    public void requireHere(Graph graph, NodeCatalog catalog, ModelFolders folders, Checksums checksums,
            String place, Progress progress) throws BatchException {
        SortedMap<String, Path> here = new UsedModels(catalog, folders).of(graph,
                GraphCheck.check(graph, catalog, folders, GraphCheck.sinks(graph, catalog)));
        for (Map.Entry<String, Path> model : here.entrySet()) {
            SortedMap<String, String> planned = files.get(model.getKey());
            if (planned != null) {
                requireSame(model.getValue(), planned, read(model.getValue(), checksums, progress), place);
            }
        }
    }

    private static void requireSame(Path model, SortedMap<String, String> planned, SortedMap<String, String> here,
            String place) throws BatchException {
        Set<String> names = new TreeSet<>(planned.keySet());
        names.addAll(here.keySet());
        for (String name : names) {
            String expected = planned.get(name);
            String found = here.get(name);
            if (!Objects.equals(expected, found)) {
                Path file = Files.isDirectory(model) ? model.resolve(name) : model;
                throw new BatchException(BatchException.Kind.FAILED, file + " on " + place + " is not what the batch "
                        + "was planned with: its SHA-256 is " + told(found) + ", and that of the plan "
                        + told(expected) + ". Give all machines the same models, or let them fetch these with "
                        + "--models-from, and start the same command again");
            }
        }
    }

    private static String told(String sum) {
        return sum == null ? "none (no such file)" : sum;
    }

    /** @throws BatchException if the model cannot be read */
    static SortedMap<String, String> read(Path model, Checksums checksums, Progress progress) throws BatchException {
        try {
            return checksums.of(model, progress);
        } catch (IOException e) {
            throw new BatchException(BatchException.Kind.FAILED, "the checksums of " + model + " cannot be computed ("
                    + e.getMessage() + "); check that it can be read", e);
        }
    }
}
