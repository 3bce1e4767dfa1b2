// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A short name for a list of texts, by which another list is told apart. */
final class Digest {

    private static final int BYTES = 8;

    private Digest() {
    }

    /** The first 16 digits of SHA-256 over the texts in UTF-8, each ended by a zero byte. */
    static String of(List<String> texts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                sha.update(text.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }
}
