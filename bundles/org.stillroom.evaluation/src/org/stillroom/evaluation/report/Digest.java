// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of texts in UTF-8, by which prompts, settings and runs are told apart. */
public final class Digest {

    private Digest() {
    }

    public static byte[] of(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }

    /** Its first bytes as digits, two for each. */
    public static String of(String text, int bytes) {
        return HexFormat.of().formatHex(of(text), 0, bytes);
    }
}
