// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.PrintWriter;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.contract.Settled;

/** Models that a graph does not name, and that were found. */
final class FoundModels {

    private FoundModels() {}

    /** By node and parameter, with a dot between. */
    static SortedMap<String, Settled> of(CheckedGraph checked) {
        SortedMap<String, Settled> found = new TreeMap<>();
        checked.settled().forEach((place, settled) -> {
            if (settled.model().isPresent()) {
                found.put(place.toString(), settled);
            }
        });
        return found;
    }

    /** Under what name its checksums are in a graph; no model has it, as Windows has no files with a colon. */
    static String pinned(String place) {
        return "found:" + place;
    }

    /** A line for each, with the place on this machine. */
    static void print(CheckedGraph checked, PrintWriter out) {
        of(checked).forEach((place, settled) -> out.println("note: " + place + ": none is chosen, and \""
                + settled.value() + "\" was found: " + settled.model().orElseThrow()));
    }
}
