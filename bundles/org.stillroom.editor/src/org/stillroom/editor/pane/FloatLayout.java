// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.pane;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Layout;
import org.eclipse.swt.widgets.Scrollable;
import org.stillroom.editor.canvas.theme.Spacing;

/** Lets controls that have a {@link Place} float above the one that has none, which takes all the room. */
final class FloatLayout extends Layout {

    /** Where a control floats, given as its layout data. */
    enum Place { CORNER, MIDDLE }

    @Override
    protected Point computeSize(Composite area, int width, int height, boolean changed) {
        Point size = new Point(0, 0);
        for (Control child : area.getChildren()) {
            Point wanted = child.computeSize(width, height, changed);
            size.x = Math.max(size.x, wanted.x);
            size.y = Math.max(size.y, wanted.y);
        }
        return new Point(width == SWT.DEFAULT ? size.x : width, height == SWT.DEFAULT ? size.y : height);
    }

    @Override
    protected void layout(Composite area, boolean changed) {
        Rectangle room = area.getClientArea();
        for (Control child : area.getChildren()) {
            if (!(child.getLayoutData() instanceof Place)) {
                child.setBounds(room);
                // what floats leaves the scroll bars free
                Rectangle bars = ((Scrollable) child).computeTrim(0, 0, 0, 0);
                room = new Rectangle(room.x, room.y, room.width - bars.width, room.height - bars.height);
            }
        }
        for (Control child : area.getChildren()) {
            if (child.getLayoutData() instanceof Place place) {
                Point size = child.computeSize(SWT.DEFAULT, SWT.DEFAULT, changed);
                if (size.x > room.width) {
                    size = child.computeSize(room.width, SWT.DEFAULT, changed);
                }
                child.setBounds(place == Place.CORNER
                        ? new Rectangle(room.x + room.width - size.x - Spacing.MEDIUM,
                                room.y + room.height - size.y - Spacing.MEDIUM, size.x, size.y)
                        : new Rectangle(room.x + Math.max(0, room.width - size.x) / 2,
                                room.y + Math.max(0, room.height - size.y) / 2, size.x, size.y));
            }
        }
    }
}
