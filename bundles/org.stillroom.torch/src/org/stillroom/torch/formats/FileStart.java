// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file that holds no tensors is instead, told by its first bytes: what people find under a model's name.
 *
 * @param label for people, such as {@code Git LFS pointer}
 * @param advice what to do, as a clause
 */
public record FileStart(String label, String advice) {

    private static final int LOOKED_AT = 512;
    private static final int SHOWN = 60;
    private static final String FETCH = "download the model's file itself";
    private static final String CONVERT =
            "it can run code when it is read; use the model's .safetensors file, or convert it with a tool you trust";
    private static final Pattern POINTER =
            Pattern.compile("version https://git-lfs\\.github\\.com/.*?(?:^size (\\d{1,18})$.*)?",
                    Pattern.DOTALL | Pattern.MULTILINE);

    /** Looks at the first bytes; empty if they tell nothing or cannot be read. */
    public static Optional<FileStart> of(Path file) {
        // a pipe or a device could be read from for ever
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.ofNullable(of(in.readNBytes(LOOKED_AT)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static FileStart of(byte[] bytes) {
        // a character for each byte
        String start = new String(bytes, StandardCharsets.ISO_8859_1);
        if (start.isEmpty()) {
            return new FileStart("empty file", "copy or download it again");
        }
        if (start.startsWith("GGUF")) {
            return new FileStart("GGUF file that cannot be read", "copy or download it again");
        }
        if (start.startsWith("PK\3\4")) {
            return start.contains("data.pkl") ? new FileStart("pickle", CONVERT)
                    : new FileStart("zip archive", "unpack it, and choose the model that is inside");
        }
        if (start.length() > 1 && start.charAt(0) == 0x80 && start.charAt(1) >= 2 && start.charAt(1) <= 5) {
            return new FileStart("pickle", CONVERT);
        }
        return text(bytes).map(FileStart::of).orElse(null);
    }

    private static FileStart of(String text) {
        Matcher pointer = POINTER.matcher(text);
        if (pointer.matches()) {
            return new FileStart("Git LFS pointer", pointer.group(1) == null ? FETCH : "it stands for a file of "
                    + String.format(Locale.ROOT, "%,d", Long.parseLong(pointer.group(1)))
                    + " bytes that was not fetched: run \"git lfs pull\" in its folder, or " + FETCH);
        }
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (plain.startsWith("<!doctype html") || plain.startsWith("<html")) {
            return new FileStart("web page", FETCH);
        }
        return plain.startsWith("{") || plain.startsWith("[") ? new FileStart("JSON file", FETCH)
                : new FileStart("text file", "it begins with \"" + shown(text) + "\"; " + FETCH);
    }

    private static String shown(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }

    /** The bytes as UTF-8 without control characters, but for what may be cut at the end. */
    private static Optional<String> text(byte[] bytes) {
        for (int cut = 0; cut < 4 && cut < bytes.length; cut++) {
            try {
                String text = StandardCharsets.UTF_8.newDecoder()
                        .decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut)).toString();
                String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
                boolean control = plain.chars().anyMatch(c -> Character.isISOControl(c) && "\t\n\r\f".indexOf(c) < 0);
                return control || plain.isBlank() ? Optional.empty() : Optional.of(plain);
            } catch (CharacterCodingException e) {
                // the last character may be cut
            }
        }
        return Optional.empty();
    }

    /**
     * A sentence about the file.
     *
     * @param expected what it is named as, such as {@code safetensors}
     */
    public String sentence(Path file, String expected) {
        return file + " is " + Reasons.article(label) + " " + label + ", not " + expected + ": " + advice + ".";
    }
}
