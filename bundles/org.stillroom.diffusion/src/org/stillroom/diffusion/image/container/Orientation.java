// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held: where each pixel of the upright picture is stored.
 *
 * @param sides whether rows are stored as columns
 * @param fromRight whether stored rows run from right to left
 * @param fromBelow whether stored columns run from below
 */
public record Orientation(boolean sides, boolean fromRight, boolean fromBelow) {

    public static final Orientation UPRIGHT = new Orientation(false, false, false);

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    /** What a mark from 1 to 8 means; others mean nothing, as other programs have it. */
    public static Orientation of(int mark) {
        return switch (mark) {
            case 2 -> new Orientation(false, true, false);
            case 3 -> new Orientation(false, true, true);
            case 4 -> new Orientation(false, false, true);
            case 5 -> new Orientation(true, false, false);
            case 6 -> new Orientation(true, false, true);
            case 7 -> new Orientation(true, true, true);
            case 8 -> new Orientation(true, true, false);
            default -> UPRIGHT;
        };
    }

    /** What the first directory of EXIF data says; upright where the data is damaged. */
    static Orientation ofExif(byte[] exif) {
        ByteBuffer data = ByteBuffer.wrap(exif);
        if (exif.length < 8) {
            return UPRIGHT;
        }
        data.order(exif[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = data.getInt(4) & 0xffffffffL;
        if (directory + 2 > exif.length) {
            return UPRIGHT;
        }
        int entries = data.getShort((int) directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) ENTRY * i;
            if (entry + ENTRY > exif.length) {
                return UPRIGHT;
            }
            int at = (int) entry;
            if ((data.getShort(at) & 0xffff) == TAG && data.getShort(at + 2) == SHORT) {
                return of(data.getShort(at + 8) & 0xffff);
            }
        }
        return UPRIGHT;
    }

    /** Column of the stored picture, which is {@code width} wide, of a pixel of the upright one. */
    public int storedX(int x, int y, int width) {
        int column = sides ? y : x;
        return fromRight ? width - 1 - column : column;
    }

    /** Row likewise. */
    public int storedY(int x, int y, int height) {
        int row = sides ? x : y;
        return fromBelow ? height - 1 - row : row;
    }
}
