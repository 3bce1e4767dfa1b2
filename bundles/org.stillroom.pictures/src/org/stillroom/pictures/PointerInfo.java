// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Display;

/** The place on the canvas whose colour is told: under the mouse, or where keys have put a mark. */
final class PointerInfo {

    private static final int ARM = 7;

    private final CanvasScene scene;
    private int x;
    private int y;
    private boolean known;
    private boolean marked;

    PointerInfo(CanvasScene scene) {
        this.scene = scene;
    }

    /** @param byKeys whether a mark is drawn, because there is no mouse pointer to see */
    void moveTo(int newX, int newY, boolean byKeys) {
        x = newX;
        y = newY;
        known = true;
        marked = byKeys;
    }

    /** To the next pixel of the picture; from the middle of the canvas where it was nowhere. */
    void step(int dx, int dy, int middleX, int middleY) {
        moveTo(scene.nextColumn(known ? x : middleX, dx), scene.nextRow(known ? y : middleY, dy), true);
    }

    void forget() {
        known = false;
        marked = false;
    }

    boolean marked() {
        return marked;
    }

    /** What is there, in words; empty where there is no picture. */
    String text() {
        Optional<Probe> probe = known ? scene.probe(x, y) : Optional.empty();
        return probe.map(PointerInfo::text).orElse("");
    }

    private static String text(Probe probe) {
        String place = NLS.bind(Messages.pixel, new Object[] {probe.x(), probe.y(), colour(probe.first())});
        if (probe.second().isEmpty()) {
            return place;
        }
        return NLS.bind(Messages.pixelSecond, place, colour(probe.second().getAsInt()));
    }

    private static String colour(int rgb) {
        return (rgb >> 16) + " " + (rgb >> 8 & 0xff) + " " + (rgb & 0xff);
    }

    void paint(GC gc) {
        if (!marked) {
            return;
        }
        Display display = Display.getCurrent();
        gc.setForeground(display.getSystemColor(SWT.COLOR_WHITE));
        gc.setLineWidth(3);
        drawCross(gc);
        gc.setForeground(display.getSystemColor(SWT.COLOR_BLACK));
        gc.setLineWidth(1);
        drawCross(gc);
    }

    private void drawCross(GC gc) {
        gc.drawLine(x - ARM, y, x + ARM, y);
        gc.drawLine(x, y - ARM, x, y + ARM);
    }
}
