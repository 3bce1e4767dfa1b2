// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.edit;

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
