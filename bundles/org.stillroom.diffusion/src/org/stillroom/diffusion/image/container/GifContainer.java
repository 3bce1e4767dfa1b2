// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image.container;

import java.io.IOException;
import java.nio.ByteOrder;

/** A GIF file: its first frame, which may cover a part of the picture only. */
final class GifContainer {

    private static final int SCREEN = 6;
    private static final int COLOURS = 0x80;
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2c;

    private GifContainer() {}

    static PictureSource read(PictureInput in) throws IOException {
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        in.seek(SCREEN);
        int width = in.readUnsignedShort();
        int height = in.readUnsignedShort();
        int flags = in.readUnsignedByte();
        in.skipBytes(2);
        skipColours(in, flags);
        int block = in.readUnsignedByte();
        while (block == EXTENSION) {
            in.readUnsignedByte();
            skipBlocks(in);
            block = in.readUnsignedByte();
        }
        if (block != FRAME) {
            throw new PictureException("has no picture in it; open it in an image editor and save it as PNG.");
        }
        int left = in.readUnsignedShort();
        int top = in.readUnsignedShort();
        // Some programs leave the picture's own size out, or make it smaller than the frame.
        width = Math.max(width, left + in.readUnsignedShort());
        height = Math.max(height, top + in.readUnsignedShort());
        skipColours(in, in.readUnsignedByte());
        in.readUnsignedByte();
        skipBlocks(in);
        Parts parts = new Parts().range(0, in.getStreamPosition()).bytes(new byte[] {0x3b});
        return new PictureSource(PictureKind.GIF, width, height, left, top, Orientation.UPRIGHT, parts,
                PictureSource.Inks.NONE);
    }

    private static void skipColours(PictureInput in, int flags) throws IOException {
        if ((flags & COLOURS) != 0) {
            in.seek(in.getStreamPosition() + 3L * (2 << (flags & 7)));
        }
    }

    private static void skipBlocks(PictureInput in) throws IOException {
        int length = in.readUnsignedByte();
        while (length > 0) {
            in.seek(in.getStreamPosition() + length);
            length = in.readUnsignedByte();
        }
    }
}
