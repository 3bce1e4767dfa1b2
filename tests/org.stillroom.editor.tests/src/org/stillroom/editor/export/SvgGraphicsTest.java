// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eclipse.draw2d.ColorConstants;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.LineBorder;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.TextLayout;
import org.eclipse.swt.graphics.TextStyle;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.Test;
import org.stillroom.test.canvas.CanvasFixture;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgGraphicsTest {

    private final Display display = CanvasFixture.display();

    @Test
    void shapesKeepTheirColoursAndPlaces() throws Exception {
        Document svg = draw(graphics -> {
            graphics.setBackgroundColor(new Color(1, 2, 255));
            graphics.fillRectangle(10, 20, 30, 40);
            graphics.setForegroundColor(new Color(255, 0, 0));
            graphics.setLineWidth(2);
            graphics.drawLine(1, 2, 3, 4);
            graphics.fillOval(50, 50, 10, 20);
        });
        Element box = only(svg, "rect", 1);
        assertEquals("#0102ff", box.getAttribute("fill"));
        assertEquals(List.of("10", "20", "30", "40"), List.of(box.getAttribute("x"), box.getAttribute("y"),
                box.getAttribute("width"), box.getAttribute("height")));
        Element line = only(svg, "path", 0);
        assertEquals("M1 2L3 4", line.getAttribute("d"));
        assertEquals("#ff0000", line.getAttribute("stroke"));
        assertEquals("2", line.getAttribute("stroke-width"));
        Element oval = only(svg, "ellipse", 0);
        assertEquals(List.of("55", "60", "5", "10"), List.of(oval.getAttribute("cx"), oval.getAttribute("cy"),
                oval.getAttribute("rx"), oval.getAttribute("ry")));
    }

    @Test
    void thinLinesRunThroughTheMiddleOfPixels() throws Exception {
        Document svg = draw(graphics -> graphics.drawLine(1, 2, 3, 4));
        assertEquals("M1.5 2.5L3.5 4.5", only(svg, "path", 0).getAttribute("d"));
    }

    @Test
    void curvesStayCurves() throws Exception {
        Path path = new Path(display);
        path.moveTo(0, 0);
        path.cubicTo(10, 0, 20, 30, 40, 50);
        Document svg = draw(graphics -> {
            graphics.setLineWidth(2);
            graphics.drawPath(path);
        });
        path.dispose();
        assertEquals("M0 0C10 0 20 30 40 50", only(svg, "path", 0).getAttribute("d"));
    }

    @Test
    void textIsEscapedAndMayHoldAnything() throws Exception {
        String text = "<a & b> \"q\" 'é\u0001\uD800x 日本";
        Document svg = draw(graphics -> graphics.drawString(text, 5, 5));
        assertEquals("<a & b> \"q\" 'é\uFFFD\uFFFDx 日本", only(svg, "text", 0).getTextContent());
    }

    @Test
    void linesOfATextStandBelowEachOther() throws Exception {
        Document svg = draw(graphics -> graphics.drawText("one\ntwo", 5, 5));
        double first = Double.parseDouble(only(svg, "text", 0).getAttribute("y"));
        double second = Double.parseDouble(only(svg, "text", 1).getAttribute("y"));
        assertTrue(first > 5 && second > first + 5, first + " " + second);
    }

    @Test
    void layoutKeepsStylesOfItsPieces() throws Exception {
        TextLayout layout = new TextLayout(display);
        layout.setText("plain red");
        TextStyle red = new TextStyle(null, new Color(200, 0, 0), null);
        red.underline = true;
        layout.setStyle(red, 6, 8);
        Document svg = draw(graphics -> graphics.drawTextLayout(layout, 10, 10));
        layout.dispose();
        assertEquals("plain", only(svg, "text", 0).getTextContent());
        Element styled = only(svg, "text", 1);
        assertEquals("red", styled.getTextContent());
        assertEquals("#c80000", styled.getAttribute("fill"));
        assertEquals("underline", styled.getAttribute("text-decoration"));
        assertTrue(Double.parseDouble(styled.getAttribute("x")) > 30);
    }

    @Test
    void transformationsAndStatesApply() throws Exception {
        Document svg = draw(graphics -> {
            graphics.pushState();
            graphics.translate(100, 50);
            graphics.scale(2.0);
            graphics.fillRectangle(1, 1, 2, 2);
            assertEquals(new Rectangle(-50, -25, 500, 500), graphics.getClip(new Rectangle()));
            graphics.popState();
            graphics.fillRectangle(3, 3, 2, 2);
        });
        assertEquals("matrix(2 0 0 2 100 50)", parent(only(svg, "rect", 1)).getAttribute("transform"));
        assertEquals("", parent(only(svg, "rect", 2)).getAttribute("transform"));
    }

    @Test
    void whatIsClippedAwayIsNotWritten() throws Exception {
        Document svg = draw(graphics -> {
            graphics.pushState();
            graphics.clipRect(new Rectangle(10, 10, 20, 20));
            graphics.clipRect(new Rectangle(100, 100, 20, 20));
            graphics.drawString("gone", 10, 10);
            graphics.restoreState();
            graphics.clipRect(new Rectangle(10, 10, 20, 20));
            graphics.drawString("seen", 10, 10);
            graphics.popState();
        });
        assertEquals(1, svg.getElementsByTagName("text").getLength());
        Element group = parent(parent(only(svg, "text", 0)));
        String clip = group.getAttribute("clip-path").replaceAll("url\\(#(.*)\\)", "$1");
        Element shape = (Element) element(svg, clip).getFirstChild();
        assertEquals("20", shape.getAttribute("width"));
    }

    @Test
    void imageIsWrittenOnceAndDrawnTwice() throws Exception {
        Image image = new Image(display, 8, 6);
        Document svg = draw(graphics -> {
            graphics.drawImage(image, 0, 0);
            graphics.drawImage(image, 0, 0, 4, 3, 10, 10, 40, 30);
        });
        image.dispose();
        assertEquals(1, svg.getElementsByTagName("image").getLength());
        assertTrue(only(svg, "image", 0).getAttribute("xlink:href").startsWith("data:image/png;base64,"));
        assertEquals(2, svg.getElementsByTagName("use").getLength());
        assertEquals("0 0 4 3", parent(only(svg, "use", 1)).getAttribute("viewBox"));
    }

    @Test
    void dashesAndTransparencyAreKept() throws Exception {
        Document svg = draw(graphics -> {
            graphics.setLineStyle(Graphics.LINE_DASH);
            graphics.setAlpha(51);
            graphics.drawRectangle(0, 0, 5, 5);
            graphics.setLineDash(new int[] {7, 2});
            graphics.drawRectangle(0, 0, 5, 5);
            graphics.setLineStyle(Graphics.LINE_SOLID);
            graphics.setLineCap(SWT.CAP_ROUND);
            graphics.drawRectangle(0, 0, 5, 5);
        });
        assertEquals("3 1", only(svg, "rect", 1).getAttribute("stroke-dasharray"));
        assertEquals("0.2", only(svg, "rect", 1).getAttribute("stroke-opacity"));
        assertEquals("7 2", only(svg, "rect", 2).getAttribute("stroke-dasharray"));
        assertEquals("", only(svg, "rect", 3).getAttribute("stroke-dasharray"));
        assertEquals("round", only(svg, "rect", 3).getAttribute("stroke-linecap"));
    }

    @Test
    void arcsAndPolygons() throws Exception {
        PointList triangle = new PointList(new int[] {0, 0, 10, 0, 5, 8});
        Document svg = draw(graphics -> {
            graphics.fillPolygon(triangle);
            graphics.fillArc(0, 0, 20, 20, 0, 90);
        });
        assertEquals("M0 0L10 0L5 8Z", only(svg, "path", 0).getAttribute("d"));
        assertEquals("M10 10L20 10A10 10 0 0 0 10 0Z", only(svg, "path", 1).getAttribute("d"));
    }

    @Test
    void figuresPaintThemselvesAsTheyDoOnTheScreen() throws Exception {
        Figure box = new Figure();
        box.setOpaque(true);
        box.setBackgroundColor(ColorConstants.yellow);
        box.setBorder(new LineBorder(ColorConstants.blue, 3));
        box.setFont(display.getSystemFont());
        box.setBounds(new Rectangle(10, 10, 150, 60));
        Label label = new Label("A label");
        label.setBounds(new Rectangle(20, 20, 120, 30));
        box.add(label);
        box.validate();
        Document svg = draw(box::paint);
        assertEquals("A label", only(svg, "text", 0).getTextContent());
        assertEquals("#ffff00", only(svg, "rect", 1).getAttribute("fill"));
        assertFalse(svg.getDocumentElement().getAttribute("viewBox").isEmpty());
    }

    private Document draw(Consumer<Graphics> drawing) throws Exception {
        SvgGraphics graphics = new SvgGraphics(new Rectangle(0, 0, 1000, 1000), display.getSystemFont(),
                ColorConstants.black, ColorConstants.white);
        drawing.accept(graphics);
        String text = graphics.document("T & <t>", ColorConstants.white);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    /** An element that is drawn, by its place among those of its name that are; what is only defined does not count. */
    private static Element only(Document svg, String name, int index) {
        List<Element> found = new ArrayList<>();
        NodeList all = svg.getElementsByTagName(name);
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (name.equals("image") || !parent(element).getTagName().equals("clipPath")) {
                found.add(element);
            }
        }
        return found.get(index);
    }

    private static Element parent(Element element) {
        return (Element) element.getParentNode();
    }

    private static Element element(Document svg, String id) {
        NodeList all = svg.getElementsByTagName("clipPath");
        for (int i = 0; i < all.getLength(); i++) {
            if (((Element) all.item(i)).getAttribute("id").equals(id)) {
                return (Element) all.item(i);
            }
        }
        throw new AssertionError("nothing has the id " + id);
    }
}
