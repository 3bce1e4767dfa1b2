// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.context;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.PortRef;

/** Gestures that the canvas leaves to others: asking for a node where there is none. */
public final class CanvasHooks {

    /** Told when a wire was dropped where there is nothing. */
    public interface WireDropListener {

        /**
         * @param end the port that holds the other end of the wire
         * @param endIsOutput whether that is an output
         * @param at where it was dropped, on the canvas
         */
        void dropped(PortRef end, boolean endIsOutput, Point at);
    }

    private final List<WireDropListener> drops = new CopyOnWriteArrayList<>();
    private final List<Consumer<Point>> searches = new CopyOnWriteArrayList<>();

    public void onWireDropped(WireDropListener listener) {
        drops.add(listener);
    }

    /** @param listener given the place on the canvas where a node is wanted */
    public void onSearch(Consumer<Point> listener) {
        searches.add(listener);
    }

    public void wireDropped(PortRef end, boolean endIsOutput, Point at) {
        drops.forEach(listener -> listener.dropped(end, endIsOutput, at));
    }

    public void search(Point at) {
        searches.forEach(listener -> listener.accept(at));
    }
}
