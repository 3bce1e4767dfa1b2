// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.NodeEdits;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.editor.canvas.figures.NodeFigure;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.editor.status.NodeStatus.State;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.test.canvas.CanvasFixture;
import org.stillroom.test.canvas.Looks;

/** How a node is can be told at every zoom without its colours; what it does, by its colour, where words are not. */
class StateLookTest {

    private static final String NODE = "t5_encoder";
    private static final int PIXELS = 12;

    @ParameterizedTest
    @CsvSource({"false, 1", "false, 0.5", "false, 0.3", "false, 0.1", "true, 1", "true, 0.5", "true, 0.3", "true, 0.1"})
    void statesAreToldApartWithoutColours(boolean dark, double zoom) {
        try (CanvasFixture canvas = canvas(dark)) {
            canvas.canvas().zoom().setZoom(zoom);
            Map<String, ImageData> looks = new LinkedHashMap<>();
            looks.put("plain", picture(canvas, NODE, zoom));
            canvas.canvas().select(List.of(new NodeItem(NODE)));
            looks.put("selected", picture(canvas, NODE, zoom));
            canvas.canvas().select(List.of());
            for (State state : List.of(State.WAITING, State.RUNNING, State.DONE, State.FAILED, State.CANCELLED)) {
                canvas.overlay().setStatus(NODE, new NodeStatus(state, 0, 0, 1, 0, ""));
                looks.put(state.name(), picture(canvas, NODE, zoom));
            }
            canvas.overlay().clearRun(true);
            for (Node.Mode mode : List.of(Node.Mode.MUTED, Node.Mode.BYPASSED)) {
                canvas.canvas().context().execute(NodeEdits.mode(Set.of(NODE), mode));
                looks.put(mode.name(), picture(canvas, NODE, zoom));
                canvas.commands().undo();
            }
            looks.forEach((one, picture) -> looks.forEach((other, second) -> {
                int different = Looks.different(picture, second);
                assertTrue(one.equals(other) || different >= PIXELS, one + " and " + other + " at " + zoom
                        + " differ in " + different);
            }));
        }
    }

    /** Even where nothing else of it is seen, and in the middle, where no sign is. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNodeThatIsShownSmallHasItsCategorysColour(boolean dark) {
        try (CanvasFixture canvas = canvas(dark)) {
            canvas.canvas().zoom().setZoom(0.1);
            Theme theme = canvas.canvas().theme();
            for (String node : List.of(NODE, "denoiser", "vae_decoder", "prompt")) {
                ImageData picture = picture(canvas, node, 0.1);
                RGB middle = picture.palette.getRGB(picture.getPixel(picture.width / 2, picture.height / 2));
                Color wanted = theme.visible(canvas.canvas().node(node).orElseThrow().getFigure().view().color());
                assertTrue(Math.abs(middle.getHSB()[0] - wanted.getRGB().getHSB()[0]) < 12, node + ": " + middle);
                assertTrue(middle.getHSB()[1] > 0.4, node + ": " + middle);
            }
        }
    }

    /** Texts of all kinds as far as they can be read, then titles, then none. */
    @Test
    void smallerIsLess() {
        try (CanvasFixture canvas = canvas(false)) {
            for (double zoom : new double[] {1, 0.5, 0.45}) {
                canvas.canvas().zoom().setZoom(zoom);
                assertTrue(canvas.canvas().look().readable(), zoom + "");
            }
            canvas.canvas().zoom().setZoom(0.4);
            assertTrue(!canvas.canvas().look().readable() && canvas.canvas().look().titlesReadable());
            canvas.canvas().zoom().setZoom(0.2);
            assertTrue(!canvas.canvas().look().titlesReadable());
            assertEquals(10, canvas.canvas().look().onScreen(2));
        }
    }

    /** The edge of a frame stands out from the canvas at every zoom, and nodes are told from its inside. */
    @ParameterizedTest
    @CsvSource({"false, 1", "false, 0.2", "true, 1", "true, 0.2"})
    void framesAreSeen(boolean dark, double zoom) {
        try (CanvasFixture canvas = canvas(dark)) {
            canvas.canvas().zoom().setZoom(zoom);
            canvas.canvas().reveal(new NodeItem("prompt"));
            Layout.Frame frame = canvas.graph().layout().frames().get("frame");
            ImageData picture = canvas.picture();
            var edge = canvas.inControl(frame.x(), frame.y() + frame.height() / 2);
            double best = 1;
            for (int x = edge.x - 2; x <= edge.x + 2; x++) {
                best = Math.max(best, contrast(picture.palette.getRGB(picture.getPixel(x, edge.y)),
                        canvas.canvas().theme().canvas().getRGB()));
            }
            assertTrue(best > 2, "contrast of " + best);
            Theme theme = canvas.canvas().theme();
            assertTrue(contrast(theme.inside(theme.hex(theme.frame())).getRGB(), theme.node().getRGB()) > 1.1);
        }
    }

    private static CanvasFixture canvas(boolean dark) {
        Graph graph = CanvasFixture.example("first-picture");
        graph = graph.withLayout(graph.layout().withFrames(Map.of("frame",
                new Layout.Frame("Prompt", 20, 100, 270, 300, ""))));
        return new CanvasFixture(graph, dark ? Theme.DARK : Theme.LIGHT, CanvasHost.none());
    }

    /** All that is drawn of a node. */
    private static ImageData picture(CanvasFixture canvas, String node, double zoom) {
        canvas.settle();
        NodeFigure figure = canvas.canvas().node(node).orElseThrow().getFigure();
        Rectangle area = figure.getBounds();
        Image image = new Image(Display.getCurrent(), (int) (area.width * zoom), (int) (area.height * zoom));
        GC gc = new GC(image);
        SWTGraphics graphics = new SWTGraphics(gc);
        try {
            graphics.setBackgroundColor(canvas.canvas().theme().canvas());
            graphics.fillRectangle(0, 0, area.width, area.height);
            graphics.scale(zoom);
            graphics.translate(-area.x, -area.y);
            figure.paint(graphics);
            return image.getImageData();
        } finally {
            graphics.dispose();
            gc.dispose();
            image.dispose();
        }
    }

    /** After WCAG 2.1, worked out here by itself. */
    private static double contrast(RGB a, RGB b) {
        double first = luminance(a) + 0.05;
        double second = luminance(b) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static double luminance(RGB rgb) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        int[] channels = {rgb.red, rgb.green, rgb.blue};
        for (int i = 0; i < 3; i++) {
            double value = channels[i] / 255.0;
            sum += weights[i] * (value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
