// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

/** Modes in words. */
final class Modes {

    private Modes() {}

    static String label(Mode mode) {
        return switch (mode) {
            case SINGLE -> Messages.modeSingle;
            case SIDE_BY_SIDE -> Messages.modeSideBySide;
            case SLIDER -> Messages.modeSlider;
            case DIFFERENCE -> Messages.modeDifference;
        };
    }

    /** A label without the mark of its key. */
    static String plain(String label) {
        return label.replace("&", "");
    }
}
