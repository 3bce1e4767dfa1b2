// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils files in the ways that transfers, merges, editors and attackers do. */
final class Mutator {

    private static final List<String> TOKENS = List.of("{", "}", "[", "]", ":", ",", "\"", "\\", "\\u0000", "\\ud83d",
            "\\x", "null", "true", "1e999999999", "-0.0", "-1", "0", "99999999999999999999", "1.5", "NaN", "../", "a.b",
            "\"version\": 2", "\"format\"", "\"nodes\"", "\"inputs\": {\"in\": \"a.b\"}", "\"layout\"",
            "\"mode\": \"muted\"", "\n<<<<<<< HEAD\n", "\ufeff", "\u0000", "\ud83d\ude00", "\u202e", "//",
            "{\"a\":{\"a\":[", "[[[[[[[[[[[[[[[[[");

    private final Random random;
    private final List<byte[]> files;

    Mutator(long seed, List<byte[]> files) {
        random = new Random(seed);
        this.files = files;
    }

    byte[] next() {
        byte[] bytes = pick(files);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            bytes = mutated(bytes);
        }
        return bytes;
    }

    private byte[] mutated(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(chance(8) ? bytes.length + 1 : 12));
        return switch (random.nextInt(10)) {
            case 0 -> changed(bytes, from, (byte) random.nextInt(256));
            case 1 -> changed(bytes, from, (byte) pick(TOKENS).charAt(0));
            case 2 -> replaced(bytes, from, to, new byte[0]);
            case 3 -> replaced(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
            case 4 -> replaced(bytes, from, chance(2) ? from : to, pick(TOKENS).getBytes(StandardCharsets.UTF_8));
            case 5 -> chance(8) ? Arrays.copyOf(bytes, from) : lineMoved(bytes);
            case 6, 7, 8 -> valueReplaced(bytes);
            default -> {
                byte[] other = pick(files);
                int start = random.nextInt(other.length);
                yield replaced(bytes, from, to, Arrays.copyOfRange(other, start,
                        Math.min(other.length, start + random.nextInt(200))));
            }
        };
    }

    private static byte[] changed(byte[] bytes, int at, byte value) {
        byte[] copy = bytes.clone();
        if (at < copy.length) {
            copy[at] = value;
        }
        return copy;
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(by);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    /** A line put elsewhere, as a merge of text does: often still JSON. */
    private byte[] lineMoved(byte[] bytes) {
        List<String> lines = new ArrayList<>(List.of(new String(bytes, StandardCharsets.UTF_8).split("\n")));
        lines.add(random.nextInt(lines.size()), lines.get(random.nextInt(lines.size())));
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    /** One value replaced by another: mostly still JSON, so that what lies behind the JSON parser is reached. */
    private byte[] valueReplaced(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int colon = text.indexOf(": ", random.nextInt(text.length() + 1));
        int end = colon < 0 ? -1 : text.indexOf('\n', colon);
        if (end < 0) {
            return bytes;
        }
        String comma = text.charAt(end - 1) == ',' ? "," : "";
        return (text.substring(0, colon + 2) + pick(List.of("null", "[]", "{}", "7", "-7.5", "true", "\"a.b\"", "\"\"",
                "[[1, 2]]", "18446744073709551616", "1E+400")) + comma + text.substring(end))
                .getBytes(StandardCharsets.UTF_8);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
