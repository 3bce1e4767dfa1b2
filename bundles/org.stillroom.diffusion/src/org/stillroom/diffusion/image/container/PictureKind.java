// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which pictures are read, by what their files begin with. */
public enum PictureKind {
    PNG, JPEG, WEBP, GIF, BMP;

    /** All of them, for messages. */
    public static final String ALL = "PNG, JPEG, WebP, BMP or GIF";

    static final int BEGINNING = 64;

    private static final Pattern ISO = Pattern.compile("....ftyp(....).*", Pattern.DOTALL);

    /** Of a file, by its first bytes; empty if it is no picture that is read, or cannot be read. */
    public static Optional<PictureKind> of(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(of(in.readNBytes(BEGINNING)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static PictureKind of(byte[] beginning) throws PictureException {
        // One character for each byte.
        String text = new String(beginning, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return WEBP;
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return GIF;
        }
        if (text.startsWith("BM") && text.length() > 26) {
            return BMP;
        }
        throw new PictureException(other(text).map(name -> "is " + name + ", which is not read here; save it as PNG, "
                + "JPEG or WebP.").orElse("is not a " + ALL + " file; convert it to PNG."));
    }

    /** What people have besides. */
    private static Optional<String> other(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            String brand = iso.group(1);
            return Optional.of(brand.startsWith("avi") ? "an AVIF picture"
                    : Arrays.asList("heic", "heix", "hevc", "hevx", "mif1", "msf1").contains(brand) ? "a HEIC picture"
                    : "a film or another ISO media file");
        }
        if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
            return Optional.of("a TIFF picture or a camera's raw file");
        }
        if (text.startsWith("\u00ff\n") || text.startsWith("\0\0\0\fJXL ")) {
            return Optional.of("a JPEG XL picture");
        }
        if (text.startsWith("\0\0\0\fjP  ")) {
            return Optional.of("a JPEG 2000 picture");
        }
        if (text.startsWith("8BPS")) {
            return Optional.of("a Photoshop document");
        }
        if (text.startsWith("%PDF")) {
            return Optional.of("a PDF document");
        }
        if (text.startsWith("\0\0\1\0")) {
            return Optional.of("an icon");
        }
        String start = text.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("<svg") || start.startsWith("<?xml")) {
            return Optional.of("an SVG picture or another XML file");
        }
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return Optional.of("a web page");
        }
        return start.startsWith("version https://git-lfs") ? Optional.of("a pointer of Git LFS instead of the file "
                + "(git lfs pull fetches it)") : Optional.empty();
    }
}
