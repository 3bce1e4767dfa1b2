// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.export;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontMetrics;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.LineAttributes;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.Pattern;
import org.eclipse.swt.graphics.TextLayout;

/**
 * Draws into an SVG file what figures draw on the canvas. Shapes stay shapes and texts stay texts; patterns are drawn
 * in the plain colour, and XOR as plain drawing.
 *
 * <p>Some methods here are abstract in {@link Graphics} of later GEF and do not exist in 3.2; they have no annotation
 * so that the class works with both.
 */
public final class SvgGraphics extends Graphics {

    private final SvgWriter writer = new SvgWriter();
    private final Deque<SvgState> states = new ArrayDeque<>();
    private final Map<String, String> clips = new HashMap<>();
    private final Rectangle area;
    private SvgState state = new SvgState();

    /** @param area what is drawn; nothing outside it is written */
    public SvgGraphics(Rectangle area, Font font, Color foreground, Color background) {
        this.area = area.getCopy();
        state.font = font;
        state.foreground = foreground;
        state.background = background;
        state.clip(area, false);
    }

    /** The file with all that was drawn. */
    public String document(String title, Color background) {
        return writer.document(area.x, area.y, area.width, area.height, title, SvgState.hex(background));
    }

    private void draw(String element) {
        if (!state.isClippedAway()) {
            String key = "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>".formatted(
                    SvgWriter.number(state.left), SvgWriter.number(state.top),
                    SvgWriter.number(state.right - state.left), SvgWriter.number(state.bottom - state.top));
            String clip = clips.computeIfAbsent(key, shape -> writer.define("clipPath", "", shape));
            writer.group(state.group(clip));
            writer.element(element);
        }
    }

    private static String box(double x, double y, double width, double height) {
        return " x=\"" + SvgWriter.number(x) + "\" y=\"" + SvgWriter.number(y) + "\" width=\""
                + SvgWriter.number(width) + "\" height=\"" + SvgWriter.number(height) + '"';
    }

    private static String ellipse(double x, double y, double width, double height) {
        return "<ellipse cx=\"" + SvgWriter.number(x + width / 2) + "\" cy=\"" + SvgWriter.number(y + height / 2)
                + "\" rx=\"" + SvgWriter.number(width / 2) + "\" ry=\"" + SvgWriter.number(height / 2) + '"';
    }

    private void drawPath(String data) {
        draw("<path d=\"" + data + '"' + state.stroke() + "/>");
    }

    private void fillPath(String data) {
        draw("<path d=\"" + data + '"' + state.fill(state.background) + state.fillRule() + "/>");
    }

    @Override
    public void drawLine(int x1, int y1, int x2, int y2) {
        PointList line = new PointList();
        line.addPoint(x1, y1);
        line.addPoint(x2, y2);
        drawPolyline(line);
    }

    @Override
    public void drawPolyline(PointList points) {
        drawPath(SvgPath.of(points, state.nudge(), false));
    }

    @Override
    public void drawPolygon(PointList points) {
        drawPath(SvgPath.of(points, state.nudge(), true));
    }

    @Override
    public void fillPolygon(PointList points) {
        fillPath(SvgPath.of(points, 0, true));
    }

    @Override
    public void drawPath(Path path) {
        drawPath(SvgPath.of(path, state.nudge()));
    }

    @Override
    public void fillPath(Path path) {
        fillPath(SvgPath.of(path, 0));
    }

    @Override
    public void drawRectangle(int x, int y, int width, int height) {
        draw("<rect" + box(x + state.nudge(), y + state.nudge(), width, height) + state.stroke() + "/>");
    }

    @Override
    public void fillRectangle(int x, int y, int width, int height) {
        draw("<rect" + box(x, y, width, height) + state.fill(state.background) + "/>");
    }

    @Override
    public void drawRoundRectangle(Rectangle r, int arcWidth, int arcHeight) {
        draw("<rect" + box(r.x + state.nudge(), r.y + state.nudge(), r.width, r.height) + corners(arcWidth, arcHeight)
                + state.stroke() + "/>");
    }

    @Override
    public void fillRoundRectangle(Rectangle r, int arcWidth, int arcHeight) {
        draw("<rect" + box(r.x, r.y, r.width, r.height) + corners(arcWidth, arcHeight)
                + state.fill(state.background) + "/>");
    }

    private static String corners(int arcWidth, int arcHeight) {
        return " rx=\"" + SvgWriter.number(arcWidth / 2.0) + "\" ry=\"" + SvgWriter.number(arcHeight / 2.0) + '"';
    }

    @Override
    public void drawOval(int x, int y, int width, int height) {
        draw(ellipse(x + state.nudge(), y + state.nudge(), width, height) + state.stroke() + "/>");
    }

    @Override
    public void fillOval(int x, int y, int width, int height) {
        draw(ellipse(x, y, width, height) + state.fill(state.background) + "/>");
    }

    @Override
    public void drawArc(int x, int y, int width, int height, int offset, int length) {
        drawPath(SvgPath.arc(x + state.nudge(), y + state.nudge(), width, height, offset, length, false));
    }

    @Override
    public void fillArc(int x, int y, int width, int height, int offset, int length) {
        fillPath(SvgPath.arc(x, y, width, height, offset, length, true));
    }

    @Override
    public void fillGradient(int x, int y, int width, int height, boolean vertical) {
        String stops = "<stop offset=\"0\" stop-color=\"" + SvgState.hex(state.foreground)
                + "\"/><stop offset=\"1\" stop-color=\"" + SvgState.hex(state.background) + "\"/>";
        String id = writer.define("linearGradient", vertical ? " x2=\"0\" y2=\"1\"" : "", stops);
        draw("<rect" + box(x, y, width, height) + " fill=\"url(#" + id + ")\"/>");
    }

    @Override
    public void drawFocus(int x, int y, int width, int height) {
        pushState();
        setLineStyle(LINE_DOT);
        drawRectangle(x, y, width, height);
        popState();
    }

    @Override
    public void drawImage(Image image, int x, int y) {
        org.eclipse.swt.graphics.Rectangle size = image.getBounds();
        drawImage(image, 0, 0, size.width, size.height, x, y, size.width, size.height);
    }

    @Override
    public void drawImage(Image image, int fromX, int fromY, int fromWidth, int fromHeight, int x, int y, int width,
            int height) {
        if (fromWidth > 0 && fromHeight > 0) {
            draw("<svg" + box(x, y, width, height) + " viewBox=\"" + fromX + ' ' + fromY + ' ' + fromWidth + ' '
                    + fromHeight + "\" preserveAspectRatio=\"none\""
                    + (state.alpha < 255 ? " opacity=\"" + SvgWriter.number(state.alpha / 255.0) + '"' : "")
                    + "><use xlink:href=\"#" + writer.define(image) + "\"/></svg>");
        }
    }

    @Override
    public void drawString(String text, int x, int y) {
        drawText(text, x, y);
    }

    @Override
    public void fillString(String text, int x, int y) {
        fillText(text, x, y);
    }

    @Override
    public void drawText(String text, int x, int y) {
        SvgText lines = new SvgText(state);
        lines.lines(text, x, y);
        draw(lines.elements());
    }

    @Override
    public void drawText(String text, int x, int y, int style) {
        boolean mnemonic = (style & SWT.DRAW_MNEMONIC) != 0;
        drawText(mnemonic ? text.replaceAll("&(.)", "$1") : text, x, y);
    }

    @Override
    public void fillText(String text, int x, int y) {
        SvgText lines = new SvgText(state);
        lines.background(text, x, y);
        lines.lines(text, x, y);
        draw(lines.elements());
    }

    @Override
    public void drawTextLayout(TextLayout layout, int x, int y, int selectionStart, int selectionEnd,
            Color selectionForeground, Color selectionBackground) {
        SvgText lines = new SvgText(state);
        lines.layout(layout, x, y);
        draw(lines.elements());
    }

    @Override
    public void pushState() {
        states.push(state.copy());
    }

    @Override
    public void popState() {
        state = states.pop();
    }

    @Override
    public void restoreState() {
        state = states.element().copy();
    }

    @Override
    public void translate(int dx, int dy) {
        state.translate(dx, dy);
    }

    @Override
    public void translate(float dx, float dy) {
        state.translate(dx, dy);
    }

    @Override
    public void scale(double amount) {
        state.scale(amount, amount);
    }

    @Override
    public void scale(float horizontal, float vertical) {
        state.scale(horizontal, vertical);
    }

    @Override
    public void rotate(float degrees) {
        state.rotate(degrees);
    }

    @Override
    public void clipRect(Rectangle r) {
        state.clip(r, true);
    }

    @Override
    public void setClip(Rectangle r) {
        state.clip(r, false);
    }

    @Override
    public void setClip(Path path) {
        String id = writer.define("clipPath", "", "<path d=\"" + SvgPath.of(path, 0) + '"' + state.transform() + "/>");
        state.pathClip = "<g clip-path=\"url(#" + id + ")\">";
    }

    public void clipPath(Path path) {
        String outer = state.pathClip;
        setClip(path);
        state.pathClip = outer + state.pathClip;
    }

    @Override
    public Rectangle getClip(Rectangle result) {
        return state.clip(result);
    }

    @Override
    public Font getFont() {
        return state.font;
    }

    @Override
    public void setFont(Font font) {
        state.font = font;
    }

    @Override
    public FontMetrics getFontMetrics() {
        return FigureUtilities.getFontMetrics(state.font);
    }

    @Override
    public Color getForegroundColor() {
        return state.foreground;
    }

    @Override
    public void setForegroundColor(Color color) {
        state.foreground = color;
    }

    @Override
    public Color getBackgroundColor() {
        return state.background;
    }

    @Override
    public void setBackgroundColor(Color color) {
        state.background = color;
    }

    @Override
    public int getAlpha() {
        return state.alpha;
    }

    @Override
    public void setAlpha(int alpha) {
        state.alpha = alpha;
    }

    @Override
    public int getLineStyle() {
        return state.lineStyle;
    }

    @Override
    public void setLineStyle(int style) {
        state.lineStyle = style;
    }

    @Override
    public int getLineWidth() {
        return Math.round(state.lineWidth);
    }

    @Override
    public void setLineWidth(int width) {
        state.lineWidth = width;
    }

    public float getLineWidthFloat() {
        return state.lineWidth;
    }

    public void setLineWidthFloat(float width) {
        state.lineWidth = width;
    }

    @Override
    public int getLineCap() {
        return state.cap;
    }

    @Override
    public void setLineCap(int cap) {
        state.cap = cap;
    }

    @Override
    public int getLineJoin() {
        return state.join;
    }

    @Override
    public void setLineJoin(int join) {
        state.join = join;
    }

    @Override
    public void setLineDash(int[] dash) {
        float[] lengths = new float[dash == null ? 0 : dash.length];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = dash[i];
        }
        setLineDash(lengths);
    }

    public void setLineDash(float[] dash) {
        state.dash = dash == null ? new float[0] : dash.clone();
        state.lineStyle = state.dash.length == 0 ? LINE_SOLID : LINE_CUSTOM;
    }

    public void setLineDashOffset(float offset) {
        // a dash may begin anywhere
    }

    public float getLineMiterLimit() {
        return 10;
    }

    public void setLineMiterLimit(float limit) {
        // lines here do not meet at angles sharp enough for it
    }

    public LineAttributes getLineAttributes() {
        return new LineAttributes(state.lineWidth, state.cap, state.join, state.lineStyle, state.dash.clone(), 0, 10);
    }

    public void setLineAttributes(LineAttributes attributes) {
        state.lineWidth = attributes.width;
        state.cap = attributes.cap;
        state.join = attributes.join;
        state.lineStyle = attributes.style;
        state.dash = attributes.dash == null ? new float[0] : attributes.dash.clone();
    }

    @Override
    public int getFillRule() {
        return state.fillRule;
    }

    @Override
    public void setFillRule(int rule) {
        state.fillRule = rule;
    }

    @Override
    public int getAntialias() {
        return SWT.ON;
    }

    @Override
    public void setAntialias(int value) {
        // up to who shows the file
    }

    @Override
    public int getTextAntialias() {
        return SWT.ON;
    }

    @Override
    public void setTextAntialias(int value) {
        // up to who shows the file
    }

    @Override
    public int getInterpolation() {
        return SWT.HIGH;
    }

    @Override
    public void setInterpolation(int interpolation) {
        // up to who shows the file
    }

    public boolean getAdvanced() {
        return true;
    }

    public void setAdvanced(boolean advanced) {
        // everything is possible at any time
    }

    @Override
    public void setBackgroundPattern(Pattern pattern) {
        // the plain colour stays
    }

    @Override
    public void setForegroundPattern(Pattern pattern) {
        // the plain colour stays
    }

    @Override
    public boolean getXORMode() {
        return false;
    }

    @Override
    public void setXORMode(boolean xor) {
        // drawn plainly
    }

    @Override
    public void dispose() {
        // holds no system resources
    }
}
