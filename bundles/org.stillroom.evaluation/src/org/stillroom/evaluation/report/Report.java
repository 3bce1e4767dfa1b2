// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillroom.nodes.contract.RgbImage;

/**
 * Everything that an evaluation found.
 *
 * @param settings what was asked for and on what it was computed, by name
 * @param plan what was drawn
 * @param rows the teacher first, then students as they were given, then real pictures where there are any
 * @param gallery for each picture of the plan's gallery one of each row; empty where a row has none
 * @param remarks what was not measured and why, and what is to be read with care: sentences
 */
public record Report(Map<String, String> settings, PromptPlan plan, List<Row> rows,
        List<List<Optional<RgbImage>>> gallery, List<String> remarks, Verdict verdict, List<Target> targets) {

    public Report {
        rows = List.copyOf(rows);
        gallery = List.copyOf(gallery);
        remarks = List.copyOf(remarks);
        targets = List.copyOf(targets);
    }

    /** The encoders, without real pictures. */
    List<Row> encoders() {
        return rows.stream().filter(row -> row.contender().isPresent()).toList();
    }

    Row teacher() {
        return rows.stream().filter(row -> row.is(Contender.Role.TEACHER)).findFirst().orElseThrow();
    }

    /** Whether any row has it. */
    boolean has(String key) {
        return rows.stream().anyMatch(row -> row.get(key).isPresent());
    }
}
