// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import org.eclipse.gef.DragTracker;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.Request;

/** What a person does to parts. The parts ask for it, and know nothing of the tools that do it. */
public interface Gestures {

    /** What follows a press on a part, until the button is let go. */
    DragTracker press(GraphicalEditPart part, Request request);

    /** A part was double-clicked. */
    void open(GraphicalEditPart part, Request request);

    /** Gives a new part the policies by which it shows that it is selected, and can be taken hold of. */
    void equip(GraphicalEditPart part);
}
