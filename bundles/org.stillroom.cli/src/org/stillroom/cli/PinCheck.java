// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.diffusion.origin.ModelOrigins;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.ModelOrigin;
import org.stillroom.graph.ModelPin;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Problem;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.contract.ModelFolders;

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
        for (UsedModel model : UsedModel.of(graph, catalog, models, checked)) {
            ModelPin pin = graph.models().get(model.pinned());
            if (pin != null && model.path().isPresent()) {
                String name = "model \"" + Ids.shorten(model.name()) + "\"";
                String difference = difference(model.path().get(), pin);
                String licence = licence(model.path().get(), pin.origin());
                for (PortRef user : model.users()) {
                    if (!difference.isEmpty()) {
                        problems.add(Problem.warning(user.node(), user.port(), name + " is not the one that the graph "
                                + "was made with: " + difference + "; pictures may differ. Get the same files, or "
                                + "accept these with \"stillroom pin\""));
                    }
                    if (!licence.isEmpty()) {
                        problems.add(Problem.warning(user.node(), user.port(), name + " " + licence));
                    }
                }
            }
        }
        return problems;
    }

    /** @return a clause; empty where the licence is the same, or is not known on one side */
    private static String licence(Path model, ModelOrigin pinned) {
        if (!pinned.isLicensed()) {
            return "";
        }
        ModelOrigin here = ModelOrigins.of(model);
        return !here.isLicensed() || here.terms().equals(pinned.terms()) ? "" : "has another licence than when the "
                + "graph was pinned: " + here.terms() + ", and it was " + Ids.shorten(pinned.terms())
                + "; read it, and accept it with \"stillroom pin\"";
    }

    private String difference(Path model, ModelPin pin) {
        if (pin.files().isEmpty()) {
            return "";
        }
        try {
            return difference(pin.files(), checksums.of(model, progress));
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
