// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.export;

import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.PathData;

/** Path data of SVG's {@code d} attribute. */
final class SvgPath {

    private SvgPath() {}

    static String of(Path path, double nudge) {
        PathData data = path.getPathData();
        StringBuilder d = new StringBuilder();
        int point = 0;
        for (byte type : data.types) {
            switch (type) {
                case SWT.PATH_MOVE_TO -> point = append(d, 'M', data.points, point, 2, nudge);
                case SWT.PATH_LINE_TO -> point = append(d, 'L', data.points, point, 2, nudge);
                case SWT.PATH_QUAD_TO -> point = append(d, 'Q', data.points, point, 4, nudge);
                case SWT.PATH_CUBIC_TO -> point = append(d, 'C', data.points, point, 6, nudge);
                case SWT.PATH_CLOSE -> d.append('Z');
                default -> throw new IllegalArgumentException("path segment of unknown kind " + type);
            }
        }
        return d.toString();
    }

    private static int append(StringBuilder d, char command, float[] points, int from, int count, double nudge) {
        d.append(command);
        for (int i = from; i < from + count; i++) {
            d.append(i == from ? "" : " ").append(SvgWriter.number(points[i] + nudge));
        }
        return from + count;
    }

    static String of(PointList points, double nudge, boolean closed) {
        StringBuilder d = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            d.append(i == 0 ? 'M' : 'L').append(SvgWriter.number(points.getPoint(i).x + nudge)).append(' ')
                    .append(SvgWriter.number(points.getPoint(i).y + nudge));
        }
        return closed && points.size() > 0 ? d.append('Z').toString() : d.toString();
    }

    /**
     * Part of an ellipse.
     *
     * @param start in degrees, 0 at three o'clock, counter-clockwise
     * @param pie whether it goes by the middle, to be filled
     */
    static String arc(double x, double y, double width, double height, int start, int length, boolean pie) {
        double radiusX = width / 2;
        double radiusY = height / 2;
        double middleX = x + radiusX;
        double middleY = y + radiusY;
        int end = start + Math.clamp(length, -359, 359);
        StringBuilder d = new StringBuilder(pie ? "M" + pair(middleX, middleY) + 'L' : "M");
        d.append(pair(middleX + radiusX * cos(start), middleY - radiusY * sin(start)));
        d.append('A').append(pair(radiusX, radiusY)).append(" 0 ").append(Math.abs(length) > 180 ? '1' : '0')
                .append(length > 0 ? " 0 " : " 1 ");
        d.append(pair(middleX + radiusX * cos(end), middleY - radiusY * sin(end)));
        return pie ? d.append('Z').toString() : d.toString();
    }

    private static double cos(int degrees) {
        return Math.cos(Math.toRadians(degrees));
    }

    private static double sin(int degrees) {
        return Math.sin(Math.toRadians(degrees));
    }

    private static String pair(double x, double y) {
        return SvgWriter.number(x) + ' ' + SvgWriter.number(y);
    }
}
