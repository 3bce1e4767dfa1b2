// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;

/** Finds node types by what a person types: the beginning of a word, initials, some of the letters, or with a slip. */
public final class NodeSearch {

    private NodeSearch() {}

    /**
     * The types that fit, best first; all of them, by category and label, for an empty text. Every word of the text has
     * to fit. Hidden and deprecated types are not found.
     */
    public static List<NodeType> find(NodeCatalog catalog, String text) {
        return find(catalog.nodeTypes().values().stream().toList(), text);
    }

    /** As {@link #find(NodeCatalog, String)}, among some types only. */
    public static List<NodeType> find(List<NodeType> types, String text) {
        return find(types, text, List.of());
    }

    /**
     * As {@link #find(List, String)}; of types that fit as well, and for an empty text, the usual ones come first.
     *
     * @param usual ids of types, the most usual first
     */
    public static List<NodeType> find(List<NodeType> types, String text, List<String> usual) {
        List<String> words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty()).toList();
        Map<NodeType, Integer> scores = new HashMap<>();
        for (NodeType type : types) {
            int score = type.hidden() || type.deprecated() ? 0 : score(type, words);
            if (score > 0) {
                scores.put(type, score);
            }
        }
        Comparator<NodeType> best = Comparator.comparingInt(scores::get);
        Comparator<NodeType> most = Comparator.comparingInt(
                type -> usual.contains(type.id()) ? usual.indexOf(type.id()) : usual.size());
        return scores.keySet().stream().sorted(best.reversed().thenComparing(most).thenComparing(
                words.isEmpty() ? NodeType::category : type -> "").thenComparing(NodeType::label)
                .thenComparing(NodeType::id)).toList();
    }

    /** 0 if a word does not fit. */
    private static int score(NodeType type, List<String> words) {
        String label = type.label().toLowerCase(Locale.ROOT);
        int score = label.equals(String.join(" ", words)) ? WordMatch.EXACT : 1;
        for (String word : words) {
            int own = Math.max(WordMatch.inName(word, label), Math.max(
                    inText(word, String.join(", ", type.keywords()), WordMatch.KEYWORD), Math.max(
                            inText(word, type.category(), WordMatch.CATEGORY), Math.max(
                                    inText(word, type.id(), WordMatch.ID),
                                    inText(word, type.description(), WordMatch.DESCRIPTION)))));
            if (own == 0) {
                return 0;
            }
            score += own;
        }
        return score;
    }

    private static int inText(String word, String text, int weight) {
        return WordMatch.inText(word, text.toLowerCase(Locale.ROOT), weight);
    }
}
