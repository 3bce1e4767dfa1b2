// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

/** How one picture, or two, are shown. */
public enum Mode {
    /** One picture. */
    SINGLE,
    /** Two beside each other, with the same part of both in sight. */
    SIDE_BY_SIDE,
    /** One over the other, with a handle that uncovers it. */
    SLIDER,
    /** How far each pixel of one is from that of the other. */
    DIFFERENCE
}
