// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.ModelPin;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Problem;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.CheckedGraph;
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
    List<Problem> problems(Graph graph, NodeCatalog catalog, CheckedGraph checked) {
        List<Problem> problems = new ArrayList<>();
        FoundModels.of(checked).forEach((place, settled) -> {
            ModelPin pin = graph.models().get(FoundModels.pinned(place));
            String difference = pin == null ? "" : difference(() -> settled.model().orElseThrow(), pin);
            if (!difference.isEmpty()) {
                PortRef at = PortRef.parse(place);
                problems.add(other(at.node(), at.port(), settled.value(), difference));
            }
        });
        for (ModelUse use : ModelUse.of(graph, catalog)) {
            ModelPin pin = graph.models().get(use.model());
            String difference = pin == null ? "" : difference(() -> models.resolve(use.parameter(), use.model()), pin);
            if (!difference.isEmpty()) {
                problems.add(other(use.node(), use.parameter(), use.model(), difference));
            }
        }
        return problems;
    }

    private static Problem other(String node, String parameter, String model, String difference) {
        return Problem.warning(node, parameter, "model \"" + Ids.shorten(model) + "\" is not the one that the graph "
                + "was made with: " + difference + "; pictures may differ. Get the same files, or accept these with "
                + "\"stillroom pin\"");
    }

    private interface Place {
        Path find() throws NodeException;
    }

    private String difference(Place place, ModelPin pin) {
        try {
            SortedMap<String, String> here = checksums.of(place.find(), progress);
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
