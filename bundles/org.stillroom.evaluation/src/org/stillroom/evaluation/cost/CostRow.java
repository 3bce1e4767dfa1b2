// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What one encoder cost, in one number format and held in one way.
 *
 * @param parameters numbers that it has
 * @param file bytes of its weights on disk
 * @param weights bytes of its weights in memory; of a streamed one, of its largest layer
 * @param peak the most that the process took beyond what it took before the encoder, in bytes of memory
 * @param load seconds until its weights are in memory, from a file that was read before; 0 for a streamed one
 * @param encode seconds for a prompt, the median; loading included where it is not kept
 * @param fastest seconds of the fastest prompt
 * @param slowest seconds of the slowest prompt
 */
public record CostRow(CostMeasurement measured, long parameters, long file, long weights, long peak, double load,
        double encode, double fastest, double slowest) implements CostResult {

    @Override
    public ObjectNode json() {
        return measured.json().put("parameters", parameters).put("file_bytes", file).put("weight_bytes", weights)
                .put("peak_bytes", peak).put("load_seconds", load).put("encode_seconds", encode)
                .put("fastest_seconds", fastest).put("slowest_seconds", slowest);
    }

    static CostRow of(CostMeasurement measured, JsonNode json) {
        return new CostRow(measured, json.path("parameters").asLong(), json.path("file_bytes").asLong(),
                json.path("weight_bytes").asLong(), json.path("peak_bytes").asLong(),
                json.path("load_seconds").asDouble(), json.path("encode_seconds").asDouble(),
                json.path("fastest_seconds").asDouble(), json.path("slowest_seconds").asDouble());
    }
}
