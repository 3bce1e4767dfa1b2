// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.stillroom.graph.io.Digest;

/**
 * Makes the key of a result: SHA-256 over everything that the result depends on. Each part is written with its length,
 * so that no two lists of parts look the same.
 */
final class ResultKey {

    private final MessageDigest digest = Digest.sha256();

    ResultKey add(String... parts) {
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return this;
    }

    /** Numbers count by value: 20 and 20.0 are the same. */
    ResultKey add(JsonNode value) {
        if (!value.isNumber()) {
            return add(value.getNodeType().name(), value.asText());
        }
        BigDecimal number = value.decimalValue();
        return add("NUMBER", number.signum() == 0 ? "0" : number.stripTrailingZeros().toString());
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
