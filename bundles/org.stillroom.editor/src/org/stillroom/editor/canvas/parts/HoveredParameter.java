// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import org.stillroom.editor.canvas.figures.ParameterFigure;

/** The parameter of a node that the pointer is over, which looks so. */
final class HoveredParameter {

    private ParameterFigure hovered;

    /** @param parameter null for none */
    void set(ParameterFigure parameter) {
        if (hovered != parameter) {
            if (hovered != null) {
                hovered.setHovered(false);
            }
            hovered = parameter;
            if (parameter != null) {
                parameter.setHovered(true);
            }
        }
    }
}
