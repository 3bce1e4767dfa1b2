// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.export;

import java.util.Arrays;
import java.util.StringJoiner;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;

/** What a {@link SvgGraphics} remembers between drawing operations; copied when it is pushed. */
final class SvgState implements Cloneable {

    Color foreground;
    Color background;
    Font font;
    float lineWidth = 1;
    int lineStyle = Graphics.LINE_SOLID;
    float[] dash = {4, 2};
    int cap = SWT.CAP_FLAT;
    int join = SWT.JOIN_MITER;
    int alpha = 255;
    int fillRule = SWT.FILL_EVEN_ODD;
    /** From coordinates of drawing to those of the file: a c e over b d f. */
    double a = 1;
    double b;
    double c;
    double d = 1;
    double e;
    double f;
    /** In the file's coordinates. */
    double left;
    double top;
    double right;
    double bottom;
    /** Opens a group that clips to a path, or is empty. */
    String pathClip = "";

    SvgState copy() {
        try {
            return (SvgState) clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void translate(double dx, double dy) {
        e += a * dx + c * dy;
        f += b * dx + d * dy;
    }

    void scale(double horizontal, double vertical) {
        a *= horizontal;
        b *= horizontal;
        c *= vertical;
        d *= vertical;
    }

    void rotate(double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double oldA = a;
        double oldB = b;
        a = oldA * cos + c * sin;
        b = oldB * cos + d * sin;
        c = c * cos - oldA * sin;
        d = d * cos - oldB * sin;
    }

    void clip(Rectangle area, boolean within) {
        double[] box = box(area.x, area.y, area.x + (double) area.width, area.y + (double) area.height);
        left = within ? Math.max(left, box[0]) : box[0];
        top = within ? Math.max(top, box[1]) : box[1];
        right = within ? Math.min(right, box[2]) : box[2];
        bottom = within ? Math.min(bottom, box[3]) : box[3];
        if (!within) {
            pathClip = "";
        }
    }

    private double[] box(double x1, double y1, double x2, double y2) {
        double[] xs = {a * x1 + c * y1 + e, a * x2 + c * y1 + e, a * x1 + c * y2 + e, a * x2 + c * y2 + e};
        double[] ys = {b * x1 + d * y1 + f, b * x2 + d * y1 + f, b * x1 + d * y2 + f, b * x2 + d * y2 + f};
        Arrays.sort(xs);
        Arrays.sort(ys);
        return new double[] {xs[0], ys[0], xs[3], ys[3]};
    }

    boolean isClippedAway() {
        return right <= left || bottom <= top;
    }

    /** The clip in coordinates of drawing; exact unless these are rotated. */
    Rectangle clip(Rectangle result) {
        double determinant = a * d - b * c;
        double x1 = Double.MAX_VALUE;
        double y1 = Double.MAX_VALUE;
        double x2 = -Double.MAX_VALUE;
        double y2 = -Double.MAX_VALUE;
        for (double px : new double[] {left, Math.max(left, right)}) {
            for (double py : new double[] {top, Math.max(top, bottom)}) {
                double x = (d * (px - e) - c * (py - f)) / determinant;
                double y = (a * (py - f) - b * (px - e)) / determinant;
                x1 = Math.min(x1, x);
                y1 = Math.min(y1, y);
                x2 = Math.max(x2, x);
                y2 = Math.max(y2, y);
            }
        }
        result.x = (int) Math.floor(x1);
        result.y = (int) Math.floor(y1);
        result.width = (int) Math.ceil(x2) - result.x;
        result.height = (int) Math.ceil(y2) - result.y;
        return result;
    }

    String transform() {
        if (a == 1 && b == 0 && c == 0 && d == 1) {
            return e == 0 && f == 0 ? ""
                    : " transform=\"translate(" + SvgWriter.number(e) + ' ' + SvgWriter.number(f) + ")\"";
        }
        return " transform=\"matrix(%s %s %s %s %s %s)\"".formatted(exact(a), exact(b), exact(c), exact(d), exact(e),
                exact(f));
    }

    private static String exact(double value) {
        return value == Math.rint(value) ? SvgWriter.number(value) : Float.toString((float) value);
    }

    /** The opening tags of the groups in which things are drawn in this state. */
    String group(String rectangleClip) {
        return "<g clip-path=\"url(#" + rectangleClip + ")\">" + pathClip + "<g" + transform() + ">";
    }

    /** Attributes for a stroked shape. */
    String stroke() {
        StringBuilder attributes = new StringBuilder(" fill=\"none\" stroke=\"").append(hex(foreground)).append('"');
        double opacity = opacity(foreground);
        if (opacity < 1) {
            attributes.append(" stroke-opacity=\"").append(SvgWriter.number(opacity)).append('"');
        }
        float width = lineWidth <= 0 ? 1 : lineWidth;
        if (width != 1) {
            attributes.append(" stroke-width=\"").append(SvgWriter.number(width)).append('"');
        }
        if (cap != SWT.CAP_FLAT) {
            attributes.append(" stroke-linecap=\"").append(cap == SWT.CAP_ROUND ? "round" : "square").append('"');
        }
        if (join != SWT.JOIN_MITER) {
            attributes.append(" stroke-linejoin=\"").append(join == SWT.JOIN_ROUND ? "round" : "bevel").append('"');
        }
        float[] pattern = dashes();
        if (pattern.length > 0) {
            StringJoiner list = new StringJoiner(" ");
            for (float length : pattern) {
                list.add(SvgWriter.number(lineStyle == Graphics.LINE_CUSTOM ? length : length * width));
            }
            attributes.append(" stroke-dasharray=\"").append(list).append('"');
        }
        return attributes.toString();
    }

    /** In multiples of the line's width but for custom ones; empty for a solid line. As SWT draws them on GTK. */
    private float[] dashes() {
        return switch (lineStyle) {
            case Graphics.LINE_DASH -> new float[] {3, 1};
            case Graphics.LINE_DOT -> new float[] {1, 1};
            case Graphics.LINE_DASHDOT -> new float[] {3, 1, 1, 1};
            case Graphics.LINE_DASHDOTDOT -> new float[] {3, 1, 1, 1, 1, 1};
            case Graphics.LINE_CUSTOM -> dash;
            default -> new float[0];
        };
    }

    /** Attributes for a filled shape. */
    String fill(Color color) {
        double opacity = opacity(color);
        return " fill=\"" + hex(color) + '"'
                + (opacity < 1 ? " fill-opacity=\"" + SvgWriter.number(opacity) + '"' : "");
    }

    String fillRule() {
        return fillRule == SWT.FILL_EVEN_ODD ? " fill-rule=\"evenodd\"" : "";
    }

    private double opacity(Color color) {
        return alpha / 255.0 * color.getAlpha() / 255.0;
    }

    static String hex(Color color) {
        return "#%02x%02x%02x".formatted(color.getRed(), color.getGreen(), color.getBlue());
    }

    /** Lines of odd width run through the middle of pixels, as SWT draws them. */
    double nudge() {
        int width = Math.max(1, Math.round(lineWidth));
        return width % 2 == 1 ? 0.5 : 0;
    }
}
