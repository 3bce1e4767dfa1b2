// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillroom.evaluation.report.ReportFiles;

/** What came of measuring one encoder: its costs, or why there are none. */
public sealed interface CostResult permits CostRow, CostFailure {

    /** Key of what a failure says, in JSON and above its column. */
    String FAILED = "failed";

    CostMeasurement measured();

    /** In one line of a file of results. */
    ObjectNode json();

    /** @return empty if it is none, such as half a line of a process that was ended */
    static Optional<CostResult> of(JsonNode json) {
        return CostMeasurement.of(json).flatMap(measured -> {
            if (json.path(FAILED).isTextual()) {
                return Optional.of(new CostFailure(measured, json.path(FAILED).asText()));
            }
            return json.path("slowest_seconds").isNumber() ? Optional.of(CostRow.of(measured, json))
                    : Optional.empty();
        });
    }

    /** All of them as a table of comma separated values with a line of names. */
    static String csv(List<CostResult> results) {
        List<String> columns = new ArrayList<>();
        for (CostResult result : results) {
            result.json().fieldNames().forEachRemaining(name -> {
                if (!columns.contains(name) && !name.equals(FAILED)) {
                    columns.add(name);
                }
            });
        }
        columns.add(FAILED);
        StringBuilder lines = new StringBuilder(String.join(",", columns)).append('\n');
        for (CostResult result : results) {
            ObjectNode json = result.json();
            lines.append(String.join(",", columns.stream().map(name -> ReportFiles.cell(json.path(name).asText()))
                    .toList())).append('\n');
        }
        return lines.toString();
    }
}
