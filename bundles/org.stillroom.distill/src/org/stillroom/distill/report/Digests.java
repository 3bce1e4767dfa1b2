// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.report;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, by which prompts and settings are told apart. */
final class Digests {

    private Digests() {
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }
}
