// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.stillroom.evaluation.report.Policy;

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
public record CostRow(EncoderSize size, CostFormat format, Policy policy, long parameters, long file, long weights,
        long peak, double load, double encode, double fastest, double slowest) {

    /** What it is measured by: one row a key. */
    public String key() {
        return key(size, format, policy);
    }

    /** Of what is to be measured. */
    public static String key(EncoderSize size, CostFormat format, Policy policy) {
        return size.id() + " " + format.id() + " " + policy.word();
    }

    public ObjectNode json() {
        return JsonNodeFactory.instance.objectNode().put("size", size.id()).put("format", format.id())
                .put("policy", policy.word()).put("parameters", parameters).put("file_bytes", file)
                .put("weight_bytes", weights).put("peak_bytes", peak).put("load_seconds", load)
                .put("encode_seconds", encode).put("fastest_seconds", fastest).put("slowest_seconds", slowest);
    }

    /** @return empty if it is none, such as half a line of a process that was ended */
    public static Optional<CostRow> of(JsonNode json) {
        Optional<EncoderSize> size = EncoderSize.of(json.path("size").asText());
        Optional<CostFormat> format = CostFormat.of(json.path("format").asText());
        Optional<Policy> policy = policy(json.path("policy").asText());
        if (size.isEmpty() || format.isEmpty() || policy.isEmpty() || !json.path("slowest_seconds").isNumber()) {
            return Optional.empty();
        }
        return Optional.of(new CostRow(size.get(), format.get(), policy.get(), json.path("parameters").asLong(),
                json.path("file_bytes").asLong(), json.path("weight_bytes").asLong(), json.path("peak_bytes").asLong(),
                json.path("load_seconds").asDouble(), json.path("encode_seconds").asDouble(),
                json.path("fastest_seconds").asDouble(), json.path("slowest_seconds").asDouble()));
    }

    /** The one of this word. */
    public static Optional<Policy> policy(String word) {
        for (Policy policy : Policy.values()) {
            if (policy.word().equals(word)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }
}
