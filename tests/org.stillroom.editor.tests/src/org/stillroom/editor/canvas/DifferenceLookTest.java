// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.editor.status.Overlay.Difference;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.test.canvas.CanvasFixture;
import org.stillroom.test.canvas.Looks;

/** Nodes that differ from another version can be told apart, with and without colours. */
class DifferenceLookTest {

    private static final List<Difference> KINDS = List.of(Difference.values());
    private static final int PIXELS = 40;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void kindsAreToldApartWithoutColours(boolean dark) {
        try (CanvasFixture canvas = canvas(dark ? Theme.DARK : Theme.LIGHT)) {
            List<ImageData> pictures = new ArrayList<>();
            for (Difference kind : KINDS) {
                pictures.add(picture(canvas, kind));
            }
            for (int a = 0; a < KINDS.size(); a++) {
                for (int b = a + 1; b < KINDS.size(); b++) {
                    int different = Looks.different(pictures.get(a), pictures.get(b));
                    assertTrue(different >= PIXELS, KINDS.get(a) + " and " + KINDS.get(b) + " differ in " + different);
                }
            }
        }
    }

    @Test
    void changedAndRemovedHaveOtherColours() {
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            float[] changed = theme.changed().getRGB().getHSB();
            float[] removed = theme.tinted(theme.bad()).getRGB().getHSB();
            assertTrue(Math.abs(changed[0] - (removed[0] > 180 ? removed[0] - 360 : removed[0])) > 30,
                    changed[0] + " and " + removed[0]);
        }
    }

    private static CanvasFixture canvas(Theme theme) {
        Graph graph = Graph.EMPTY;
        Layout layout = Layout.EMPTY;
        for (Difference kind : KINDS) {
            String id = kind.name().toLowerCase(Locale.ROOT);
            graph = graph.with(Node.of(id, "org.stillroom.latentNoise"));
            layout = layout.withNode(id, new Layout.Place(40 + 300 * (kind.ordinal() % 3),
                    60 + 280 * (kind.ordinal() / 3), 0, 0, false));
        }
        CanvasFixture canvas = new CanvasFixture(graph.withLayout(layout), theme, CanvasHost.none());
        String folder = System.getProperty("stillroom.screenshots");
        if (folder != null) {
            Map<String, Difference> all = new HashMap<>();
            KINDS.forEach(kind -> all.put(kind.name().toLowerCase(Locale.ROOT), kind));
            canvas.overlay().setDifferences(all);
            String name = "differences-" + (theme.dark() ? "dark" : "light");
            canvas.settle();
            canvas.screenshot(Path.of(folder, name + ".png"));
            canvas.canvas().zoom().setZoom(0.4);
            canvas.settle();
            canvas.screenshot(Path.of(folder, name + "-far.png"));
            canvas.canvas().zoom().setZoom(1);
        }
        return canvas;
    }

    /** The body of the first node, whose words are above it. */
    private static ImageData picture(CanvasFixture canvas, Difference kind) {
        canvas.overlay().setDifferences(Map.of("none", kind));
        canvas.settle();
        IFigure figure = canvas.canvas().node("none").orElseThrow().getFigure();
        Rectangle body = canvas.canvas().node("none").orElseThrow().getFigure().body();
        Image image = new Image(Display.getCurrent(), body.width, body.height);
        GC gc = new GC(image);
        SWTGraphics graphics = new SWTGraphics(gc);
        try {
            graphics.translate(-body.x, -body.y);
            figure.paint(graphics);
            return image.getImageData();
        } finally {
            graphics.dispose();
            gc.dispose();
            image.dispose();
        }
    }
}
