// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image.container;

import java.io.IOException;
import java.nio.ByteOrder;

/** A BMP file. */
final class BmpContainer {

    private static final int PIXELS = 10;
    private static final int HEADER = 14;
    /** Of OS/2, with sizes of 16 bits. */
    private static final int OLD_HEADER = 12;
    private static final int COMPRESSION = 30;

    private BmpContainer() {}

    static PictureSource read(PictureInput in) throws IOException {
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        in.seek(PIXELS);
        long pixels = in.readUnsignedInt();
        in.seek(HEADER);
        boolean old = in.readUnsignedInt() == OLD_HEADER;
        int width = old ? in.readUnsignedShort() : in.readInt();
        // Where it is negative, the first row is the upper one.
        int height = Math.abs(old ? in.readUnsignedShort() : in.readInt());
        in.skipBytes(2);
        int bits = in.readUnsignedShort();
        in.seek(COMPRESSION);
        long compression = old ? 0 : in.readUnsignedInt();
        if (compression == 4 || compression == 5) {
            throw new PictureException("is a BMP file around a JPEG or PNG picture, which is not read here; save it as"
                    + " PNG.");
        }
        boolean packed = compression == 1 || compression == 2;
        long row = ((long) width * bits + 31) / 32 * 4;
        if (pixels >= in.size() || !packed && width > 0 && row * height > in.size() - pixels) {
            throw PictureException.cut();
        }
        return PictureSource.of(PictureKind.BMP, width, height, Orientation.UPRIGHT, new Parts().range(0, in.size()));
    }
}
