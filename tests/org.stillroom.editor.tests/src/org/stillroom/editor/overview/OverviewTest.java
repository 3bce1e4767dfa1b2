// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.graph.Layout.Point;
import org.stillroom.test.canvas.CanvasFixture;

class OverviewTest {

    private static final int WIDTH = 300;
    private static final int HEIGHT = 200;

    private final CanvasFixture fixture = new CanvasFixture(CanvasFixture.example("first-picture"));
    private final Shell shell = new Shell(fixture.shell(), SWT.NONE);
    private final Overview overview = new Overview(shell, fixture.canvas());
    private final VisiblePart part = new VisiblePart(fixture.canvas());

    OverviewTest() {
        overview.control().setSize(WIDTH, HEIGHT);
        fixture.canvas().zoom().setZoom(2);
        fixture.settle();
    }

    @AfterEach
    void leaveIdle() {
        assertTrue(fixture.canvas().idle(), "the canvas is idle");
        fixture.close();
    }

    @Test
    void nodesAreWhereTheyAreOnTheCanvas() {
        ImageData picture = paint();
        MapScale scale = painter().scale();
        for (String id : fixture.graph().nodes().keySet()) {
            Bounds at = fixture.canvas().bounds(new CanvasItem.NodeItem(id));
            int x = scale.x(at.x() + at.width() / 2.0);
            int y = scale.y(at.y() + at.height() / 2.0);
            RGB node = picture.palette.getRGB(picture.getPixel(x, y));
            RGB corner = picture.palette.getRGB(picture.getPixel(1, 1));
            assertNotEquals(corner, node, id);
        }
    }

    /** Also where the canvas is scrolled so far that the visible part reaches out of the map. */
    @Test
    void theVisiblePartHasFourSides() {
        RGB accent = fixture.canvas().theme().accent().getRGB();
        for (double zoom : new double[] {0.1, 0.4, 1}) {
            fixture.canvas().zoom().setZoom(zoom);
            for (Point at : new Point[] {new Point(-200, -200), new Point(700, 300), new Point(1500, 500)}) {
                part.center(at);
                fixture.settle();
                Image image = new Image(shell.getDisplay(), WIDTH, HEIGHT);
                GC gc = new GC(image);
                MapPainter painter = painter();
                Bounds seen = painter.scale().toMap(part.bounds());
                painter.paintVisible(gc, image.getBounds(), part.bounds());
                gc.dispose();
                ImageData data = image.getImageData(100);
                image.dispose();
                int middle = Math.clamp((Math.max(0, seen.x()) + Math.min(WIDTH, seen.right())) / 2, 2, WIDTH - 3);
                int rows = 0;
                for (int y = 0; y < HEIGHT; y++) {
                    rows += data.palette.getRGB(data.getPixel(middle, y)).equals(accent) ? 1 : 0;
                }
                assertEquals(4, rows, "two lines of two pixels at " + zoom + ", " + at);
            }
        }
    }

    @Test
    void clickShowsThatPlaceInTheMiddle() {
        Bounds node = fixture.canvas().bounds(new CanvasItem.NodeItem("denoiser"));
        Point wanted = new Point(node.x() + node.width() / 2, node.y() + node.height() / 2);
        part.center(new Point(0, 0));
        MapScale scale = painter().scale();
        mouse(SWT.MouseDown, scale.x(wanted.x()), scale.y(wanted.y()));
        mouse(SWT.MouseUp, scale.x(wanted.x()), scale.y(wanted.y()));
        assertEquals(wanted.x(), part.middle().x(), 12);
        assertEquals(wanted.y(), part.middle().y(), 12);
    }

    @Test
    void dragMovesTheVisiblePartWithIt() {
        part.center(new Point(300, 300));
        fixture.settle();
        MapScale scale = painter().scale();
        Point middle = part.middle();
        int x = scale.x(middle.x()) + 3;
        int y = scale.y(middle.y()) + 2;
        mouse(SWT.MouseDown, x, y);
        assertEquals(middle, part.middle(), "pressing inside moves nothing");
        mouse(SWT.MouseMove, x + 20, y);
        mouse(SWT.MouseUp, x + 20, y);
        mouse(SWT.MouseMove, x + 60, y);
        assertEquals(middle.x() + 20 / scale.scale(), part.middle().x(), 20);
        assertEquals(middle.y(), part.middle().y(), 12);
    }

    @Test
    void arrowsPanAndPlusZooms() {
        part.center(new Point(300, 300));
        Point middle = part.middle();
        fixture.key(overview.control(), SWT.ARROW_RIGHT);
        assertTrue(part.middle().x() > middle.x());
        double zoom = fixture.canvas().zoom().getZoom();
        fixture.key(overview.control(), '+');
        assertTrue(fixture.canvas().zoom().getZoom() > zoom);
    }

    @Test
    void closedOverviewListensNoMore() {
        overview.control().dispose();
        fixture.canvas().zoom().setZoom(1);
        fixture.document().replace(fixture.graph().without("noise"));
        fixture.settle();
        assertTrue(overview.control().isDisposed());
    }

    @Test
    void goesAfterTheCanvasToo() {
        try (CanvasFixture other = new CanvasFixture(fixture.graph())) {
            Overview map = new Overview(shell, other.canvas());
            other.close();
            map.control().dispose();
            assertTrue(map.control().isDisposed());
        }
    }

    private MapPainter painter() {
        return new MapPainter(fixture.canvas(), fixture.canvas().context(), fixture.canvas().theme(), WIDTH, HEIGHT);
    }

    private ImageData paint() {
        Image image = new Image(shell.getDisplay(), WIDTH, HEIGHT);
        GC gc = new GC(image);
        painter().paint(gc);
        gc.dispose();
        ImageData data = image.getImageData(100);
        image.dispose();
        return data;
    }

    private void mouse(int type, int x, int y) {
        Event event = new Event();
        event.x = x;
        event.y = y;
        event.button = type == SWT.MouseMove ? 0 : 1;
        overview.control().notifyListeners(type, event);
        fixture.settle();
    }
}
