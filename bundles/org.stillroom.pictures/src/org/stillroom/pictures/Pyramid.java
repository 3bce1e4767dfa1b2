// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.util.ArrayList;
import java.util.List;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;

/**
 * A picture with ever smaller versions of it, each half as wide and high as the one before, so that drawing it small
 * takes no longer than drawing a small picture, and averages over what it leaves out.
 *
 * @param levels the picture itself first, down to one whose longer side is at most {@link #SMALLEST}
 */
public record Pyramid(List<RgbImage> levels) {

    static final int SMALLEST = 64;

    public Pyramid {
        levels = List.copyOf(levels);
    }

    /** @param progress may stop it */
    public static Pyramid of(RgbImage picture, Progress progress) {
        List<RgbImage> levels = new ArrayList<>();
        RgbImage level = picture;
        levels.add(level);
        while (Math.max(level.width(), level.height()) > SMALLEST) {
            level = halved(level, progress);
            levels.add(level);
        }
        return new Pyramid(levels);
    }

    public RgbImage picture() {
        return levels.getFirst();
    }

    public int width() {
        return picture().width();
    }

    public int height() {
        return picture().height();
    }

    /** Index of the smallest level that has a pixel for each of the screen's. */
    public int levelFor(double scale) {
        int level = 0;
        while (level + 1 < levels.size() && scale * (2 << level) <= 1) {
            level++;
        }
        return level;
    }

    /** About what the picture holds, in bytes. */
    public long bytes() {
        return levels.stream().mapToLong(level -> level.rgb().length).sum();
    }

    private static RgbImage halved(RgbImage from, Progress progress) {
        int width = (from.width() + 1) / 2;
        int height = (from.height() + 1) / 2;
        byte[] in = from.rgb();
        byte[] out = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            progress.checkCancelled();
            int upper = 2 * y * from.width();
            int lower = Math.min(2 * y + 1, from.height() - 1) * from.width();
            for (int x = 0; x < width; x++) {
                int left = 2 * x;
                int right = Math.min(left + 1, from.width() - 1);
                for (int channel = 0; channel < 3; channel++) {
                    int sum = (in[3 * (upper + left) + channel] & 0xff) + (in[3 * (upper + right) + channel] & 0xff)
                            + (in[3 * (lower + left) + channel] & 0xff) + (in[3 * (lower + right) + channel] & 0xff);
                    out[3 * (y * width + x) + channel] = (byte) ((sum + 2) / 4);
                }
            }
        }
        return new RgbImage(width, height, out);
    }
}
