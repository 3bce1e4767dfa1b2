// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;

/** Finds what is in a graph: nodes by name, kind and what their parameters say, notes and frames by their texts. */
public final class GraphSearch {

    private static final int LONGEST = 80;

    /**
     * Something that was found.
     *
     * @param label what it is
     * @param detail its name, or the value that the words were found in, on one line
     */
    public record Found(CanvasItem item, String label, String detail) {}

    private record Ranked(int rank, Found found) {}

    private GraphSearch() {}

    /** What holds every word, by name before by value; everything for an empty text. */
    public static List<Found> find(Graph graph, NodeCatalog catalog, String text) {
        List<String> words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty()).toList();
        List<Ranked> found = new ArrayList<>();
        graph.nodes().values().forEach(node -> node(node, catalog, words).ifPresent(found::add));
        graph.layout().frames().forEach((id, frame) -> text(new FrameItem(id), Messages.frameFound, frame.title(),
                words).ifPresent(found::add));
        graph.layout().notes().forEach((id, note) -> text(new NoteItem(id), Messages.noteFound, note.text(), words)
                .ifPresent(found::add));
        return found.stream().sorted(Comparator.comparingInt(Ranked::rank)).map(Ranked::found).toList();
    }

    private static Optional<Ranked> node(Node node, NodeCatalog catalog, List<String> words) {
        String label = catalog.nodeType(node.type()).map(NodeType::label).orElse(node.type());
        String names = (label + " " + node.id()).toLowerCase(Locale.ROOT);
        Found named = new Found(new NodeItem(node.id()), label, node.id());
        if (holds(names, words)) {
            return Optional.of(new Ranked(words.isEmpty() || names.startsWith(words.getFirst())
                    || node.id().startsWith(words.getFirst()) ? 0 : 1, named));
        }
        for (var parameter : node.parameters().entrySet()) {
            String value = parameter.getKey() + ": " + value(parameter.getValue());
            if (holds(names + " " + value.toLowerCase(Locale.ROOT), words)) {
                return Optional.of(new Ranked(2, new Found(named.item(), label, line(value))));
            }
        }
        return Optional.empty();
    }

    private static Optional<Ranked> text(CanvasItem item, String label, String text, List<String> words) {
        return holds(text.toLowerCase(Locale.ROOT), words)
                ? Optional.of(new Ranked(2, new Found(item, label, line(text)))) : Optional.empty();
    }

    private static boolean holds(String text, List<String> words) {
        return words.stream().allMatch(text::contains);
    }

    private static String value(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String line(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "\u2026";
    }
}
