// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A WebP file: chunks. Of an animation, its first frame, which may cover a part of the picture only. */
final class WebpContainer {

    private static final int LOSSY = 0x20385056;
    private static final int LOSSLESS = 0x4c385056;
    private static final int EXTENDED = 0x58385056;
    private static final int ALPHA = 0x48504c41;
    private static final int ANIMATION_FRAME = 0x464d4e41;
    private static final int EXIF = 0x46495845;
    private static final int FIRST = 12;
    private static final int FRAME_HEADER = 16;
    private static final int MOST_EXIF = 1 << 16;
    private static final byte HAS_ALPHA = 0x10;

    private final PictureInput in;
    private Orientation orientation = Orientation.UPRIGHT;
    private int width;
    private int height;
    private int left;
    private int top;
    private int frameWidth;
    private int frameHeight;
    private boolean framed;
    private Chunk alpha;
    private Chunk pixels;

    /** @param start of its name, {@code length} of what follows name and length */
    private record Chunk(int name, long start, long length) {

        long end() {
            return start + 8 + length + (length & 1);
        }
    }

    private WebpContainer(PictureInput in) {
        this.in = in;
    }

    static PictureSource read(PictureInput in) throws IOException {
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        return new WebpContainer(in).read();
    }

    private PictureSource read() throws IOException {
        in.seek(4);
        long end = 8 + in.readUnsignedInt();
        if (end > in.size()) {
            throw PictureException.cut();
        }
        chunks(FIRST, end);
        if (pixels == null) {
            throw new PictureException("has no picture in it; open it in an image editor and save it as PNG.");
        }
        size();
        Parts parts = new Parts().bytes(beginning());
        for (Chunk chunk : Arrays.asList(alpha, pixels)) {
            if (chunk != null) {
                parts.range(chunk.start(), Math.min(chunk.end(), in.size()) - chunk.start());
            }
        }
        return new PictureSource(PictureKind.WEBP, width, height, left, top, orientation, parts,
                PictureSource.Inks.NONE);
    }

    private void chunks(long from, long to) throws IOException {
        long at = from;
        while (at + 8 <= to) {
            in.seek(at);
            Chunk chunk = new Chunk(in.readInt(), at, in.readUnsignedInt());
            if (chunk.length() > to - at - 8) {
                throw PictureException.cut();
            }
            chunk(chunk);
            at = chunk.end();
        }
    }

    private void chunk(Chunk chunk) throws IOException {
        switch (chunk.name()) {
            case EXTENDED -> {
                in.skipBytes(4);
                width = threeBytes() + 1;
                height = threeBytes() + 1;
            }
            case EXIF -> {
                byte[] exif = in.bytes((int) Math.min(chunk.length(), MOST_EXIF));
                boolean marked = exif.length > 6 && exif[0] == 'E' && exif[1] == 'x';
                orientation = Orientation.ofExif(marked ? Arrays.copyOfRange(exif, 6, exif.length) : exif);
            }
            case ANIMATION_FRAME -> {
                if (!framed && chunk.length() >= FRAME_HEADER) {
                    framed = true;
                    left = 2 * threeBytes();
                    top = 2 * threeBytes();
                    chunks(chunk.start() + 8 + FRAME_HEADER, chunk.start() + 8 + chunk.length());
                }
            }
            case ALPHA -> alpha = pixels == null ? chunk : alpha;
            case LOSSY, LOSSLESS -> pixels = pixels == null ? chunk : pixels;
            default -> { }
        }
    }

    private int threeBytes() throws IOException {
        return in.readUnsignedShort() | in.readUnsignedByte() << 16;
    }

    /** What the pixels themselves say; the whole picture is as large unless the file says more. */
    private void size() throws IOException {
        in.seek(pixels.start() + 8);
        if (pixels.name() == LOSSY) {
            in.skipBytes(6);
            frameWidth = in.readUnsignedShort() & 0x3fff;
            frameHeight = in.readUnsignedShort() & 0x3fff;
        } else {
            alpha = null;
            in.skipBytes(1);
            int bits = in.readInt();
            frameWidth = (bits & 0x3fff) + 1;
            frameHeight = (bits >> 14 & 0x3fff) + 1;
        }
        width = Math.max(width, left + frameWidth);
        height = Math.max(height, top + frameHeight);
    }

    /** A file around nothing but the frame, extended only where it has to tell of transparency. */
    private byte[] beginning() {
        long content = pixels.end() - pixels.start() + (alpha == null ? 0 : 18 + alpha.end() - alpha.start());
        ByteBuffer riff = ByteBuffer.allocate(alpha == null ? FIRST : FIRST + 18).order(ByteOrder.LITTLE_ENDIAN);
        riff.putInt(0x46464952).putInt((int) (content + 4)).putInt(0x50424557);
        if (alpha != null) {
            riff.putInt(EXTENDED).putInt(10).putInt(HAS_ALPHA);
            riff.putShort((short) (frameWidth - 1)).put((byte) 0).putShort((short) (frameHeight - 1)).put((byte) 0);
        }
        return riff.array();
    }
}
