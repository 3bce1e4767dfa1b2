// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image.container;

import java.io.IOException;

/** A PNG file: chunks. Of an animated one, its still picture counts. */
final class PngContainer {

    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504c5445;
    private static final int TRNS = 0x74524e53;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final int EXIF = 0x65584966;
    /** Length, name and checksum. */
    private static final int AROUND = 12;
    private static final int SIGNATURE = 8;
    private static final int MOST_EXIF = 1 << 16;

    private PngContainer() {}

    static PictureSource read(PictureInput in) throws IOException {
        Parts parts = new Parts().range(0, SIGNATURE);
        Orientation orientation = Orientation.UPRIGHT;
        int width = 0;
        int height = 0;
        long at = SIGNATURE;
        int chunk;
        do {
            in.seek(at);
            long length = in.readUnsignedInt();
            chunk = in.readInt();
            if (length + AROUND > in.size() - at) {
                throw PictureException.cut();
            }
            switch (chunk) {
                case IHDR -> {
                    width = in.readInt();
                    height = in.readInt();
                    parts.range(at, length + AROUND);
                }
                case PLTE, TRNS, IDAT, IEND -> parts.range(at, length + AROUND);
                case EXIF -> orientation = Orientation.ofExif(in.bytes((int) Math.min(length, MOST_EXIF)));
                default -> { }
            }
            at += length + AROUND;
        } while (chunk != IEND);
        return PictureSource.of(PictureKind.PNG, width, height, orientation, parts);
    }
}
