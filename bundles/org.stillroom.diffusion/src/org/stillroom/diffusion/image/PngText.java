// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the text chunks (tEXt and uncompressed iTXt) of a PNG file, by the chunk layout of the PNG specification.
 * Pictures come from strangers, so only the first 32 MiB of texts are read and everything else is skipped.
 */
public final class PngText {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final int MOST_BYTES = 32 << 20;

    private PngText() {}

    /**
     * The texts by keyword; of two with the same keyword the first.
     *
     * @throws IOException if the file cannot be read, is not a PNG file or ends before its end chunk
     */
    public static SortedMap<String, String> read(Path file) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
                throw new IOException(file + " is not a PNG file.");
            }
            int left = MOST_BYTES;
            while (true) {
                long length = in.readInt() & 0xffffffffL;
                String type = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
                if (type.equals("IEND")) {
                    return texts;
                }
                boolean international = type.equals("iTXt");
                if ((international || type.equals("tEXt")) && length <= left) {
                    left -= (int) length;
                    add(in.readNBytes((int) length), international, texts);
                    in.skipNBytes(4);
                } else {
                    in.skipNBytes(length + 4);
                }
            }
        } catch (EOFException e) {
            throw new IOException(file + " is not a whole PNG file: it ends before its end chunk.", e);
        }
    }

    private static void add(byte[] data, boolean international, Map<String, String> texts) {
        int keywordEnd = zero(data, 0);
        int start = keywordEnd + 1;
        if (international) {
            // A flag and a method of compression, then language and translated keyword, each ended by a zero.
            if (keywordEnd + 2 >= data.length || data[keywordEnd + 1] != 0) {
                return;
            }
            start = zero(data, zero(data, keywordEnd + 3) + 1) + 1;
        }
        if (start <= data.length) {
            Charset charset = international ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
            String keyword = new String(data, 0, keywordEnd, StandardCharsets.ISO_8859_1);
            texts.putIfAbsent(keyword, new String(data, start, data.length - start, charset));
        }
    }

    /** Where the next zero byte is, or the end. */
    private static int zero(byte[] data, int from) {
        int at = from;
        while (at < data.length && data[at] != 0) {
            at++;
        }
        return at;
    }
}
