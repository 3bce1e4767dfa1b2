// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.gef.EditPart;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.stillroom.edit.CanvasItem.PortItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.edit.CanvasItem;
import org.stillroom.editor.canvas.theme.Fonts;
import org.stillroom.editor.canvas.theme.Icons;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.editor.export.CanvasPicture;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.test.canvas.CanvasFixture;
import org.stillroom.test.canvas.Hands;

/**
 * A program for {@link ScreenScaleTest}: checks a canvas on a screen of some scale, which SWT takes from the start of a
 * process only, and writes the texts that the canvas shows.
 */
public final class ScaledScreen {

    private static final String TEXT = "text: ";
    private static final Pattern DRAWN = Pattern.compile("<text[^>]*>([^<]*)</text>");
    private static final int LEAST_COLOUR = 24;
    private static final int WIDTH = 1400;
    private static final int HEIGHT = 900;

    private final CanvasFixture fixture = new CanvasFixture(CanvasFixture.example("first-picture"));
    private final Hands hands = new Hands(fixture);

    /** The window is as large as the screen, of which there is less to use where all is shown larger. */
    private ScaledScreen() {
        Rectangle screen = fixture.shell().getMonitor().getBounds();
        fixture.shell().setBounds(0, 0, Math.min(screen.width, WIDTH), Math.min(screen.height, HEIGHT));
        fixture.settle();
    }

    /** @param arguments the scale of pictures in percent, that of texts, and a file for a picture of the canvas */
    public static void main(String[] arguments) throws Exception {
        int pictures = Integer.parseInt(arguments[0]);
        int texts = Integer.parseInt(arguments[1]);
        ScaledScreen screen = new ScaledScreen();
        screen.checkTexts(texts / 100.0);
        screen.checkIcons(pictures);
        screen.fixture.canvas().view().fit();
        screen.fixture.settle();
        screen.checkPlaces();
        if (arguments.length > 2) {
            Files.createDirectories(Path.of(arguments[2]).getParent());
            screen.fixture.screenshot(Path.of(arguments[2]));
        }
        screen.checkHands();
        screen.fixture.close();
    }

    /** Texts are as large as those of other windows, and the same ones are shown at every scale. */
    private void checkTexts(double scale) {
        assertEquals(scale, fixture.canvas().view().natural(), 0.01);
        assertEquals(scale, fixture.canvas().zoom().getZoom(), 0.01);
        Fonts fonts = fixture.canvas().look().fonts();
        assertEquals(fonts.height(fonts.outside()), fonts.height(fonts.body()) * scale, 2);
        Matcher drawn = DRAWN.matcher(new String(new CanvasPicture(fixture.canvas()).svg("graph"),
                StandardCharsets.UTF_8));
        while (drawn.find()) {
            System.out.println(TEXT + drawn.group(1));
        }
    }

    /** What is written by {@link #main}. */
    static String texts(String output) {
        return output.lines().filter(line -> line.startsWith(TEXT)).sorted().reduce("", (a, b) -> a + b + "\n");
    }

    /** An icon has as many pixels as the screen can show, and its drawing fills them. */
    private void checkIcons(int scale) {
        Icons icons = fixture.canvas().look().icons();
        for (NodeType type : CanvasFixture.catalog().nodeTypes().values()) {
            Image icon = icons.image(type, 20, Theme.LIGHT).orElseThrow();
            assertEquals(20, icon.getBounds().width, type.id());
            ImageData data = icon.getImageData(scale);
            assertEquals(20 * scale / 100, data.width, type.id());
            int first = data.width;
            int last = 0;
            for (int y = 0; y < data.height; y++) {
                for (int x = 0; x < data.width; x++) {
                    if (data.getAlpha(x, y) > 60) {
                        first = Math.min(first, x);
                        last = Math.max(last, x);
                    }
                }
            }
            assertEquals(data.width - 1, first + last, 3 * scale / 100.0, type.id() + " is not in the middle");
            assertTrue(last - first > data.width / 2, type.id() + " is drawn too small");
        }
    }

    /** Ports and wires are found where their colours are on the screen. */
    private void checkPlaces() {
        // what is asked to be painted is on the screen a moment later
        hands.until(() -> coloured(shown(), fixture.port("save_image.image", true)));
        ImageData shown = shown();
        Map<?, ?> parts = fixture.canvas().viewer().getEditPartRegistry();
        for (Object item : parts.keySet()) {
            if (item instanceof PortItem port && fixture.graph().wires().stream().anyMatch(wire ->
                    (port.input() ? wire.to() : wire.from()).equals(port.port()))) {
                Point at = fixture.port(port.port().toString(), port.input());
                assertEquals(port, found(at));
                assertColoured(shown, at, port.toString());
            }
        }
        Point from = fixture.port("vae_decoder.image", false);
        Point to = fixture.port("save_image.image", true);
        Point middle = new Point((from.x + to.x) / 2, (from.y + to.y) / 2);
        WireItem wire = new WireItem(PortRef.parse("vae_decoder.image"), PortRef.parse("save_image.image"));
        assertEquals(wire, found(middle));
        assertColoured(shown, middle, wire.toString());
    }

    private CanvasItem found(Point at) {
        EditPart part = fixture.canvas().viewer().findObjectAt(new org.eclipse.draw2d.geometry.Point(at.x, at.y));
        return (CanvasItem) part.getModel();
    }

    private static void assertColoured(ImageData shown, Point at, String what) {
        assertTrue(coloured(shown, at), what + " is not drawn at " + at);
    }

    /** Whether there is the colour of a port type and not some grey of the canvas. */
    private static boolean coloured(ImageData shown, Point at) {
        RGB colour = shown.palette.getRGB(shown.getPixel(at.x, at.y));
        int least = Math.min(colour.red, Math.min(colour.green, colour.blue));
        int most = Math.max(colour.red, Math.max(colour.green, colour.blue));
        return most - least > LEAST_COLOUR;
    }

    private ImageData shown() {
        Control control = fixture.canvas().control();
        Image image = new Image(control.getDisplay(), control.getSize().x, control.getSize().y);
        GC gc = new GC(control);
        gc.copyArea(image, 0, 0);
        gc.dispose();
        ImageData data = image.getImageData(100);
        image.dispose();
        return data;
    }

    /** The real pointer takes hold of what is drawn under it. */
    private void checkHands() {
        hands.drag(fixture.port("prompt.negative", false), fixture.port("t5_tokenizer.negative", true), 1);
        assertEquals(PortRef.parse("prompt.negative"),
                fixture.graph().nodes().get("t5_tokenizer").inputs().get("negative"));
        assertTrue(fixture.canvas().idle(), "the canvas is idle");
    }
}
