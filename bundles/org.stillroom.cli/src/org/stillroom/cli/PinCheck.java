// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.ModelPin;
import org.stillroom.graph.Problem;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;

/** Compares the model files that are here with those that a graph was made with. */
final class PinCheck {

    private final ModelFolders models;
    private final Checksums checksums;
    private final Progress progress;

    PinCheck(ModelFolders models, Checksums checksums, Progress progress) {
        this.models = models;
        this.checksums = checksums;
        this.progress = progress;
    }

    /** Warnings for models that are here but are not what the graph's author had; missing ones are left to others. */
    List<Problem> problems(Graph graph, NodeCatalog catalog) {
        List<Problem> problems = new ArrayList<>();
        for (ModelUse use : ModelUse.of(graph, catalog)) {
            ModelPin pin = graph.models().get(use.model());
            String difference = pin == null ? "" : difference(use, pin);
            if (!difference.isEmpty()) {
                problems.add(Problem.warning(use.node(), use.parameter(), "model \"" + Ids.shorten(use.model())
                        + "\" is not the one that the graph was made with: " + difference
                        + "; pictures may differ. Get the same files, or accept these with \"stillroom pin\""));
            }
        }
        return problems;
    }

    private String difference(ModelUse use, ModelPin pin) {
        try {
            SortedMap<String, String> here = checksums.of(models.resolve(use.parameter(), use.model()), progress);
            return difference(pin.files(), here);
        } catch (NodeException e) {
            return "";
        } catch (IOException e) {
            return "it cannot be read (" + e.getMessage() + ")";
        }
    }

    private static String difference(SortedMap<String, String> pinned, SortedMap<String, String> here) {
        List<String> found = new ArrayList<>();
        SortedMap<String, String> all = new TreeMap<>(pinned);
        all.putAll(here);
        for (String file : all.keySet()) {
            String shown = Ids.shorten(file);
            if (!here.containsKey(file)) {
                found.add(shown + " is missing");
            } else if (!pinned.containsKey(file)) {
                found.add(shown + " is new");
            } else if (!here.get(file).equals(pinned.get(file))) {
                found.add(shown + " has other contents");
            }
        }
        return String.join(", ", found);
    }
}
