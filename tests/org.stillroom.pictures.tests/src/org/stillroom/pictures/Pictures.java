// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.zip.CRC32;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.PaletteData;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;

/** Pictures for tests. */
final class Pictures {

    private Pictures() {}

    /** @param colour 0xRRGGBB by column and row */
    static RgbImage of(int width, int height, IntBinaryOperator colour) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int value = colour.applyAsInt(x, y);
                int at = 3 * (y * width + x);
                rgb[at] = (byte) (value >> 16);
                rgb[at + 1] = (byte) (value >> 8);
                rgb[at + 2] = (byte) value;
            }
        }
        return new RgbImage(width, height, rgb);
    }

    static Pyramid plain(int width, int height, int colour) {
        return Pyramid.of(of(width, height, (x, y) -> colour), Progress.NONE);
    }

    /** Hills of colour, different for each seed. */
    static RgbImage scene(int width, int height, int seed) {
        return of(width, height, (x, y) -> {
            double u = x / (double) width;
            double v = y / (double) height;
            int red = (int) (127 + 120 * Math.sin(6 * u + seed));
            int green = (int) (127 + 120 * Math.cos(5 * v + seed * 0.7));
            int blue = (int) (127 + 120 * Math.sin(9 * u * v + seed * 1.3));
            return red << 16 | green << 8 | blue;
        });
    }

    /** Writes a PNG file without texts. */
    static Path write(Path file, RgbImage picture) throws IOException {
        ImageLoader loader = new ImageLoader();
        loader.data = new ImageData[] {new ImageData(picture.width(), picture.height(), 24,
                new PaletteData(0xff0000, 0xff00, 0xff), 1, picture.rgb())};
        Files.createDirectories(file.getParent());
        loader.save(file.toString(), SWT.IMAGE_PNG);
        return file;
    }

    /** Puts a text chunk after the header of a PNG file. */
    static Path addText(Path file, String keyword, String text) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write((keyword + "\0\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1));
        data.write(text.getBytes(StandardCharsets.UTF_8));
        return addChunk(file, "iTXt", data.size(), data.toByteArray());
    }

    /** @param length that the chunk claims to have */
    static Path addChunk(Path file, String type, int length, byte[] data) throws IOException {
        byte[] png = Files.readAllBytes(file);
        int afterHeader = 8 + 25;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream chunk = new DataOutputStream(out);
        chunk.write(png, 0, afterHeader);
        chunk.writeInt(length);
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        chunk.write(name);
        chunk.write(data);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        chunk.writeInt((int) checksum.getValue());
        chunk.write(Arrays.copyOfRange(png, afterHeader, png.length));
        return Files.write(file, out.toByteArray());
    }
}
