// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.Collection;

/** A rectangle on the canvas, in pixels at 100 %. */
public record Bounds(int x, int y, int width, int height) {

    public int right() {
        return x + width;
    }

    public int bottom() {
        return y + height;
    }

    public boolean contains(int pointX, int pointY) {
        return pointX >= x && pointX < right() && pointY >= y && pointY < bottom();
    }

    /** Whether the middle of another rectangle lies in this one. */
    public boolean holds(Bounds other) {
        return contains(other.x + other.width / 2, other.y + other.height / 2);
    }

    /** Whether another rectangle and this one have a pixel in common. */
    public boolean meets(Bounds other) {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    /** Whether a straight line from one point to another runs through. */
    public boolean isCrossed(int fromX, int fromY, int toX, int toY) {
        boolean beside = Math.max(fromX, toX) < x || Math.min(fromX, toX) >= right()
                || Math.max(fromY, toY) < y || Math.min(fromY, toY) >= bottom();
        if (beside) {
            return false;
        }
        // then it misses only a rectangle whose four corners lie on one side of it
        long dx = (long) toX - fromX;
        long dy = (long) toY - fromY;
        long base = dx * (y - fromY) - dy * (x - fromX);
        long down = dx * (height - 1);
        long across = -dy * (width - 1);
        long least = base + Math.min(down, 0) + Math.min(across, 0);
        long most = base + Math.max(down, 0) + Math.max(across, 0);
        return least <= 0 && most >= 0;
    }

    public Bounds grown(int by) {
        return new Bounds(x - by, y - by, width + 2 * by, height + 2 * by);
    }

    /**
     * The smallest rectangle around all.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Bounds around(Collection<Bounds> all) {
        return all.stream().reduce(Bounds::joined)
                .orElseThrow(() -> new IllegalArgumentException("there is nothing to put a rectangle around"));
    }

    private static Bounds joined(Bounds a, Bounds b) {
        int left = Math.min(a.x, b.x);
        int top = Math.min(a.y, b.y);
        return new Bounds(left, top, Math.max(a.right(), b.right()) - left, Math.max(a.bottom(), b.bottom()) - top);
    }
}
