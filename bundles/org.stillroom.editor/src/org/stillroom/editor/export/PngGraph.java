// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.export;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Puts a graph into a PNG file, as pictures that runs write carry theirs, so that it opens as a graph. */
final class PngGraph {

    private static final String KEYWORD = "stillroom";
    /** Of the signature and of the header, which is always the first chunk. */
    private static final int AFTER_HEADER = 8 + 25;
    /** After the keyword: its end, two bytes for "not compressed", and no language and no translation. */
    private static final byte[] PLAIN = new byte[5];

    private PngGraph() {}

    static byte[] into(byte[] png, String graph) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes("iTXt".getBytes(StandardCharsets.ISO_8859_1));
        chunk.writeBytes(KEYWORD.getBytes(StandardCharsets.ISO_8859_1));
        chunk.writeBytes(PLAIN);
        chunk.writeBytes(graph.getBytes(StandardCharsets.UTF_8));
        byte[] named = chunk.toByteArray();
        CRC32 checksum = new CRC32();
        checksum.update(named);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(whole)) {
            out.write(png, 0, AFTER_HEADER);
            out.writeInt(named.length - 4);
            out.write(named);
            out.writeInt((int) checksum.getValue());
            out.write(png, AFTER_HEADER, png.length - AFTER_HEADER);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always written to", e);
        }
        return whole.toByteArray();
    }
}
