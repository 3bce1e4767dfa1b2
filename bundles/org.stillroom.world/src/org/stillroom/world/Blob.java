// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the picture that hangs together, as how much of each pixel it covers. Where a thing is pale, by a texture
 * or at a soft edge, it covers less.
 *
 * @param cover 0 to 1 for each pixel of the picture; 0 outside the blob
 * @param area the sum of the pixels that belong to the blob
 */
record Blob(float[] cover, int area) {

    private static final int SIZE = Pixels.SIZE;

    /** Blobs of fewer pixels are specks and no things; the smallest thing of the world has about 100. */
    private static final int SPECK = 24;

    /** What counts as the full contrast of a blob: textures leave at least a third of it in full colour. */
    private static final double FULL = 0.85;

    /** @return the blobs of the picture, larger than specks */
    static List<Blob> all(Pixels pixels) {
        int[] labels = new int[SIZE * SIZE];
        List<Blob> blobs = new ArrayList<>();
        int label = 0;
        for (int start = 0; start < labels.length; start++) {
            if (labels[start] == 0 && pixels.contrast()[start] >= Pixels.SEEN) {
                label++;
                List<Integer> members = flood(pixels, labels, start, label);
                if (members.size() >= SPECK) {
                    blobs.add(of(pixels, members));
                }
            }
        }
        return blobs;
    }

    private static List<Integer> flood(Pixels pixels, int[] labels, int start, int label) {
        List<Integer> members = new ArrayList<>();
        ArrayDeque<Integer> open = new ArrayDeque<>();
        labels[start] = label;
        open.add(start);
        while (!open.isEmpty()) {
            int at = open.poll();
            members.add(at);
            int x = at % SIZE;
            int y = at / SIZE;
            for (int ny = Math.max(0, y - 1); ny <= Math.min(SIZE - 1, y + 1); ny++) {
                for (int nx = Math.max(0, x - 1); nx <= Math.min(SIZE - 1, x + 1); nx++) {
                    int next = ny * SIZE + nx;
                    if (labels[next] == 0 && pixels.contrast()[next] >= Pixels.SEEN) {
                        labels[next] = label;
                        open.add(next);
                    }
                }
            }
        }
        return members;
    }

    private static Blob of(Pixels pixels, List<Integer> members) {
        float[] contrasts = new float[members.size()];
        for (int i = 0; i < contrasts.length; i++) {
            contrasts[i] = pixels.contrast()[members.get(i)];
        }
        float full = Pixels.quantile(contrasts, FULL);
        float[] cover = new float[SIZE * SIZE];
        for (int member : members) {
            cover[member] = Math.min(1, pixels.contrast()[member] / full);
        }
        return new Blob(cover, members.size());
    }

    /**
     * Cuts the blob where least of it lies in one column or row of its middle: two things that touch at a soft edge.
     *
     * @param upright whether to cut along a column
     * @return the two parts, or nothing if one of them would be a speck
     */
    List<Blob> cut(boolean upright) {
        float[] sums = new float[SIZE];
        for (int i = 0; i < cover.length; i++) {
            sums[upright ? i % SIZE : i / SIZE] += cover[i];
        }
        int first = 0;
        int last = SIZE - 1;
        while (first < last && sums[first] == 0) {
            first++;
        }
        while (last > first && sums[last] == 0) {
            last--;
        }
        int at = (first + last) / 2;
        for (int i = first + (last - first) / 3; i <= last - (last - first) / 3; i++) {
            if (sums[i] < sums[at]) {
                at = i;
            }
        }
        Blob low = part(upright, 0, at);
        Blob high = part(upright, at, SIZE);
        return low.area < SPECK || high.area < SPECK ? List.of() : List.of(low, high);
    }

    private Blob part(boolean upright, int from, int to) {
        float[] kept = new float[cover.length];
        int count = 0;
        for (int i = 0; i < cover.length; i++) {
            int place = upright ? i % SIZE : i / SIZE;
            if (place >= from && place < to && cover[i] > 0) {
                kept[i] = cover[i];
                count++;
            }
        }
        return new Blob(kept, count);
    }
}
