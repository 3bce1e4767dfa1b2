// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.edit.LayoutEdits.Side;
import org.stillroom.graph.Layout.Point;

/** Where items come to lie when they are lined up. */
final class AlignedPlaces {

    private AlignedPlaces() {}

    static Map<CanvasItem, Point> align(Map<CanvasItem, Bounds> items, Side side) {
        Map<CanvasItem, Point> to = new HashMap<>();
        if (items.size() > 1) {
            Bounds all = Bounds.around(items.values());
            items.forEach((item, own) -> to.put(item, aligned(own, all, side)));
        }
        return to;
    }

    static Map<CanvasItem, Point> distribute(Map<CanvasItem, Bounds> items, boolean horizontally) {
        Map<CanvasItem, Point> to = new HashMap<>();
        if (items.size() < 3) {
            return to;
        }
        Comparator<Map.Entry<CanvasItem, Bounds>> order =
                Comparator.comparingInt(entry -> start(entry.getValue(), horizontally));
        List<Map.Entry<CanvasItem, Bounds>> sorted = items.entrySet().stream()
                .sorted(order.thenComparing(entry -> entry.getKey().toString())).toList();
        Bounds all = Bounds.around(items.values());
        long sizes = sorted.stream().mapToLong(entry -> size(entry.getValue(), horizontally)).sum();
        double gap = (size(all, horizontally) - sizes) / (double) (sorted.size() - 1);
        double next = start(all, horizontally);
        for (Map.Entry<CanvasItem, Bounds> entry : sorted) {
            Bounds own = entry.getValue();
            int at = (int) Math.round(next);
            to.put(entry.getKey(), horizontally ? new Point(at, own.y()) : new Point(own.x(), at));
            next += size(own, horizontally) + gap;
        }
        return to;
    }

    static Point snapped(Point point, int grid) {
        return new Point(Math.floorDiv(point.x() + grid / 2, grid) * grid,
                Math.floorDiv(point.y() + grid / 2, grid) * grid);
    }

    private static Point aligned(Bounds own, Bounds all, Side side) {
        return switch (side) {
            case LEFT -> new Point(all.x(), own.y());
            case CENTER -> new Point(all.x() + (all.width() - own.width()) / 2, own.y());
            case RIGHT -> new Point(all.right() - own.width(), own.y());
            case TOP -> new Point(own.x(), all.y());
            case MIDDLE -> new Point(own.x(), all.y() + (all.height() - own.height()) / 2);
            case BOTTOM -> new Point(own.x(), all.bottom() - own.height());
        };
    }

    private static int start(Bounds bounds, boolean horizontally) {
        return horizontally ? bounds.x() : bounds.y();
    }

    private static int size(Bounds bounds, boolean horizontally) {
        return horizontally ? bounds.width() : bounds.height();
    }
}
