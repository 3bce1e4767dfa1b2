// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.contract.Shown;

/** What is shown of a value, as lines of text that can be copied into a table. */
final class ShownText {

    /** Letters of a text that are shown. */
    private static final int MOST = 4000;

    private ShownText() {}

    /** @param label of the port that gave it */
    static List<String> lines(String label, Shown shown) {
        if (shown instanceof Shown.Table table && table.rows().size() > 1) {
            List<String> lines = new ArrayList<>(List.of(label + ':'));
            lines.addAll(lines(shown));
            return lines;
        }
        return List.of(label + ": " + cut(shown.words()));
    }

    static List<String> lines(Shown shown) {
        if (!(shown instanceof Shown.Table table)) {
            return List.of(cut(shown.words()));
        }
        List<String> lines = new ArrayList<>();
        if (!table.columns().isEmpty()) {
            lines.add('\t' + String.join("\t", table.columns()));
        }
        for (Shown.Row row : table.rows()) {
            String numbers = row.values().stream().map(Quantity::text).collect(Collectors.joining("\t"));
            String remark = row.remark().isEmpty() ? "" : '\t' + row.remark();
            lines.add(numbers.isEmpty() ? row.name() : row.name() + '\t' + numbers + remark);
        }
        return lines;
    }

    private static String cut(String words) {
        return words.length() > MOST ? words.substring(0, MOST) + "\u2026" : words;
    }
}
