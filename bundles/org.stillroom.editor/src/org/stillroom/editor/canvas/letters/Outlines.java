// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.letters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.Transform;
import org.stillroom.editor.canvas.theme.Fonts;

/** Outlines of texts, those used last. They are taken much larger, where the drawing system rounds nothing. */
final class Outlines {

    private static final int MOST = 3000;

    /** The drawing system drops letters whose place is more than ten sizes of the font away from its origin. */
    private static final double REACH = 9;

    private record Key(String text, Font font) {}

    /**
     * Letters of a text.
     *
     * @param x where they begin, in the outline's pixels
     */
    private record Piece(Path path, double x) {}

    /** @param stretch what its width is to be multiplied with, so that it is as wide as the text is laid out */
    private record Outline(List<Piece> pieces, double stretch) {

        void dispose() {
            pieces.forEach(piece -> piece.path().dispose());
        }
    }

    private final Device device;
    private final Fonts fonts;
    private final Map<Key, Outline> outlines = new LinkedHashMap<>(64, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Outline> eldest) {
            if (size() > MOST) {
                eldest.getValue().dispose();
                return true;
            }
            return false;
        }
    };

    Outlines(Device device, Fonts fonts) {
        this.device = device;
        this.fonts = fonts;
    }

    /**
     * Fills a text's outline with the background's colour.
     *
     * @param x of its upper left corner, in the GC's pixels
     * @param y of the same
     * @param scale 1 for 100 %
     * @param transform to use for it
     */
    void fill(GC gc, String text, Font font, double x, double y, double scale, Transform transform) {
        Outline outline = outlines.computeIfAbsent(new Key(text, font), this::outline);
        float down = (float) (scale / Fonts.OUTLINE);
        float across = (float) (down * outline.stretch());
        for (Piece piece : outline.pieces()) {
            transform.setElements(across, 0, 0, down, (float) (x + across * piece.x()), (float) y);
            gc.setTransform(transform);
            gc.fillPath(piece.path());
        }
    }

    void dispose() {
        outlines.values().forEach(Outline::dispose);
        outlines.clear();
    }

    private Outline outline(Key key) {
        Font large = fonts.outline(key.font());
        double back = REACH * Fonts.outlineSize(large);
        List<Piece> pieces = new ArrayList<>();
        String text = key.text();
        for (int start = 0; start < text.length();) {
            int end = end(text, start, key.font(), 2 * back);
            Path path = new Path(device);
            path.addString(text.substring(start, end), (float) -back, 0, large);
            pieces.add(new Piece(path, back + fonts.outlineWidth(text.substring(0, start), key.font())));
            start = end;
        }
        double width = fonts.outlineWidth(text, key.font());
        return new Outline(pieces, width < 1 ? 1 : fonts.width(text, key.font()) * Fonts.OUTLINE / width);
    }

    /** End of a piece of at most some width: behind a space, where there is one. */
    private int end(String text, int start, Font font, double most) {
        int end = text.length();
        while (end > start + 1 && fonts.outlineWidth(text.substring(start, end), font) > most) {
            int space = text.lastIndexOf(' ', end - 2);
            end = space > start ? space + 1 : start + (end - start) / 2;
        }
        return end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end + 1 : end;
    }
}
