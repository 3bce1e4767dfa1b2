// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.theme;

/** Distances between and around things, in pixels at 100 %: multiples of four, and no others. */
public final class Spacing {

    /** Between things that belong together, such as an icon and its text. */
    public static final int SMALL = 4;

    /** Between lines of a list, and around what stands in a box. */
    public static final int MEDIUM = 8;

    /** Between groups, and from what floats to the edge. */
    public static final int LARGE = 12;

    /** Around what stands alone. */
    public static final int HUGE = 24;

    private Spacing() {}
}
