// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.letters;

import org.eclipse.draw2d.LightweightSystem;
import org.eclipse.swt.graphics.GC;

/** Paints the figures of a canvas with {@link LetterGraphics}. */
public final class LetterSystem extends LightweightSystem {

    private final Letters letters;

    public LetterSystem(Letters letters) {
        this.letters = letters;
    }

    @Override
    public void paint(GC gc) {
        getUpdateManager().performValidation();
        LetterGraphics graphics = new LetterGraphics(gc, letters);
        try {
            getRootFigure().paint(graphics);
        } finally {
            graphics.dispose();
        }
    }
}
