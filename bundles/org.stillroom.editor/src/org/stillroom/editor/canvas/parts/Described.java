// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import org.stillroom.edit.CanvasItem;

/** A part that stands for an item, can be told to a person in words, and shows that it is selected or pointed at. */
public interface Described {

    CanvasItem item();

    /** What it is and how it is, such as {@code T5 Encoder t5_encoder, failed: out of memory}. */
    String description();

    /** @param focused whether keys act on it */
    void showSelected(boolean selected, boolean focused);

    void showHovered(boolean hovered);
}
