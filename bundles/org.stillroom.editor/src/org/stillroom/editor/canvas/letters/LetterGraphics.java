// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.letters;

import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Transform;

/** Draws as what it extends does, but texts so that their letters keep their distances at every scale. */
public final class LetterGraphics extends SWTGraphics {

    private final GC gc;
    private final Letters letters;
    private final Transform transform;
    private final float[] matrix = new float[6];

    public LetterGraphics(GC gc, Letters letters) {
        super(gc);
        this.gc = gc;
        this.letters = letters;
        transform = new Transform(gc.getDevice());
    }

    @Override
    public void drawString(String text, int x, int y) {
        gc.getTransform(transform);
        transform.getElements(matrix);
        double scale = matrix[0];
        if (text.isEmpty() || !letters.serves(text, getFont(), scale)) {
            super.drawString(text, x, y);
            return;
        }
        checkText();
        letters.draw(gc, text, getFont(), getForegroundColor(), matrix[0] * x + matrix[4],
                matrix[3] * y + matrix[5], scale);
    }

    @Override
    public void dispose() {
        transform.dispose();
        super.dispose();
    }
}
