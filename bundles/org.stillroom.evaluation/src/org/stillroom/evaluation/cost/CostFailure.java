// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.cost;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An encoder that could not be measured, such as one whose process was killed.
 *
 * @param reason in one line
 */
public record CostFailure(CostMeasurement measured, String reason) implements CostResult {

    private static final int MOST = 300;

    public CostFailure {
        String line = reason.strip().replaceAll("\\s+", " ");
        reason = line.length() > MOST ? line.substring(0, MOST) + "…" : line;
    }

    @Override
    public ObjectNode json() {
        return measured.json().put(FAILED, reason);
    }
}
