// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.image.PngFiles;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.graph.GraphFile;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.test.canvas.CanvasFixture;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class CanvasPictureTest {

    private final CanvasFixture fixture = new CanvasFixture(CanvasFixture.example("two-encoders"));

    @AfterEach
    void leaveIdle() {
        assertTrue(fixture.canvas().idle(), "the canvas is idle");
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.25, 2})
    void svgHoldsWhatTheGraphHasHoweverItIsZoomed(double zoom) throws Exception {
        fixture.canvas().context().execute(LayoutEdits.note("note", "Look at <this> & **that**", 0, -200, 300, 100));
        fixture.canvas().zoom().setZoom(zoom);
        fixture.settle();
        Document svg = svg();
        Set<String> texts = texts(svg);
        for (var node : fixture.graph().nodes().values()) {
            NodeType type = CanvasFixture.catalog().nodeType(node.type()).orElseThrow();
            assertTrue(texts.contains(type.label()), type.label() + " in " + texts);
            type.inputs().forEach(port -> assertTrue(texts.contains(port.label()), port.label()));
            type.outputs().forEach(port -> assertTrue(texts.contains(port.label()), port.label()));
        }
        assertTrue(String.join(" ", texts).contains("<this>"), texts.toString());
        assertTrue(curves(svg) >= fixture.graph().wires().size(), "wires are curves");
        assertEquals(zoom, fixture.canvas().zoom().getZoom());
    }

    @Test
    void sizeGoesWithTheScaleAndAllNodesAreInIt() {
        CanvasPicture picture = new CanvasPicture(fixture.canvas());
        ImageData one = picture.pixels(1);
        ImageData two = picture.pixels(2);
        assertEquals(2 * one.width, two.width);
        assertEquals(2 * one.height, two.height);
        Bounds all = Bounds.around(fixture.graph().nodes().keySet().stream()
                .map(id -> fixture.canvas().bounds(new CanvasItem.NodeItem(id))).toList());
        assertTrue(one.width >= all.width() && one.width < all.width() + 200, one.width + " for " + all);
        assertTrue(one.height >= all.height() && one.height < all.height() + 200, one.height + " for " + all);
    }

    @Test
    void pictureDoesNotDependOnScrollZoomAndSelection() {
        ImageData plain = new CanvasPicture(fixture.canvas()).pixels(1);
        fixture.canvas().zoom().setZoom(0.5);
        fixture.canvas().select(List.of(new CanvasItem.NodeItem("noise")));
        fixture.settle();
        ImageData again = new CanvasPicture(fixture.canvas()).pixels(1);
        assertArrayEquals(plain.data, again.data);
        assertEquals(List.of("noise"), fixture.selectedNodes(), "the selection stays");
    }

    @Test
    void darkCanvasGivesADarkPicture() {
        try (CanvasFixture dark = new CanvasFixture(fixture.graph(), Theme.DARK, CanvasHost.none())) {
            ImageData picture = new CanvasPicture(dark.canvas()).pixels(1);
            RGB corner = picture.palette.getRGB(picture.getPixel(0, 0));
            assertEquals(Theme.DARK.canvas().getRGB(), corner);
            String svg = new String(new CanvasPicture(dark.canvas()).svg("dark"));
            assertTrue(svg.contains(Theme.DARK.hex(Theme.DARK.canvas())));
        }
    }

    @Test
    void tooLargeIsRefusedInASentence() {
        CanvasPicture picture = new CanvasPicture(fixture.canvas());
        String message = assertThrows(IllegalArgumentException.class, () -> picture.pixels(100)).getMessage();
        assertTrue(message.contains("Choose a smaller scale"), message);
    }

    @Test
    void pngIsAPng() {
        byte[] png = new CanvasPicture(fixture.canvas()).png(0.5);
        assertEquals("PNG", new String(png, 1, 3));
    }

    @Test
    void aPngCarriesItsGraphAsPicturesOfRunsDo(@TempDir Path folder) throws Exception {
        byte[] png = new CanvasPicture(fixture.canvas()).png(0.5);
        Path file = Files.write(folder.resolve("canvas.png"), png);
        String text = PngFiles.graphOf(file).orElseThrow();
        assertEquals(fixture.graph(), GraphFile.parse(text, "canvas.png"));
        assertTrue(ImageIO.read(file.toFile()).getWidth() > 100, "and is still a picture");
    }

    private Document svg() throws Exception {
        byte[] svg = new CanvasPicture(fixture.canvas()).svg("A <graph> & more");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }

    private static Set<String> texts(Document svg) {
        Set<String> texts = new HashSet<>();
        NodeList all = svg.getElementsByTagName("text");
        for (int i = 0; i < all.getLength(); i++) {
            texts.add(all.item(i).getTextContent().strip());
        }
        return texts;
    }

    private static int curves(Document svg) {
        int curves = 0;
        NodeList all = svg.getElementsByTagName("path");
        for (int i = 0; i < all.getLength(); i++) {
            Element path = (Element) all.item(i);
            if (path.getAttribute("d").contains("C") && path.getAttribute("fill").equals("none")) {
                curves++;
            }
        }
        return curves;
    }
}
