// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.train;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

/** Writes files whole or not at all: a kill or a full disk leaves the one before. */
public final class WholeFile {

    private WholeFile() {
    }

    private interface Content {
        void to(Path part) throws IOException;
    }

    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, part -> Files.write(part, bytes));
    }

    public static void write(Path file, String text) throws IOException {
        write(file, part -> Files.writeString(part, text));
    }

    /** Copies a file that may be large. */
    public static void copy(Path from, Path file) throws IOException {
        write(file, part -> Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING));
    }

    private static void write(Path file, Content content) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            content.to(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    static void png(Path file, BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        write(file, bytes.toByteArray());
    }
}
