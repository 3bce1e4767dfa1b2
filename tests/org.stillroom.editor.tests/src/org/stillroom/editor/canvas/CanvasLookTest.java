// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.gef.AccessibleEditPart;
import org.eclipse.gef.EditPart;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.PortItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.edit.NodeEdits;
import org.stillroom.editor.canvas.figures.NodeFigure;
import org.stillroom.editor.canvas.figures.TooltipFigure;
import org.stillroom.editor.canvas.parts.PortPart;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.editor.status.NodeStatus.State;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.editor.status.Overlay.Difference;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Problem;
import org.stillroom.graph.Provider;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.test.canvas.CanvasFixture;

/** What nodes show: states, problems, pictures, differences, placeholders; and what a screen reader says of them. */
class CanvasLookTest {

    private CanvasFixture canvas;

    @BeforeEach
    void open() {
        canvas = new CanvasFixture(CanvasFixture.example("first-picture"));
    }

    @AfterEach
    void close() {
        canvas.close();
    }

    private NodeFigure figure(String node) {
        return canvas.canvas().node(node).orElseThrow().getFigure();
    }

    private String spoken(CanvasItem item) {
        EditPart part = (EditPart) canvas.canvas().viewer().getEditPartRegistry().get(item);
        AccessibleEvent event = new AccessibleEvent(this);
        ((AccessibleEditPart) part.getAdapter(AccessibleEditPart.class)).getName(event);
        return event.result;
    }

    @Test
    void statesOfARunAreShown() {
        canvas.overlay().setStatus("denoiser", new NodeStatus(State.RUNNING, 3, 8, 0, 0, ""));
        assertEquals("3 / 8", figure("denoiser").stateBadge().text());
        canvas.overlay().setStatus("denoiser", new NodeStatus(State.DONE, 8, 8, 1.24, 340_000_000, ""));
        assertEquals("1.2 s \u00b7 340 MB", figure("denoiser").stateBadge().text());
        canvas.overlay().setStatus("denoiser", new NodeStatus(State.DONE, 0, 0, 1.234, 40_000, ""));
        assertEquals("1.2 s", figure("denoiser").stateBadge().text());
        canvas.overlay().setStatus("denoiser", new NodeStatus(State.FAILED, 0, 0, 0, 0, "out of memory"));
        assertEquals("failed", figure("denoiser").stateBadge().text());
        assertEquals("out of memory", figure("denoiser").stateBadge().tooltip());
        canvas.overlay().clearRun(true);
        assertFalse(figure("denoiser").stateBadge().isVisible());
    }

    @Test
    void problemsAreShownAndGo() {
        canvas.overlay().setProblems(List.of(Problem.error("t5_encoder", "model", "not found"),
                Problem.warning("t5_encoder", "", "slow")));
        assertEquals("2", figure("t5_encoder").problemBadge().text());
        assertEquals("model: not found\nslow", figure("t5_encoder").problemBadge().tooltip());
        canvas.overlay().setProblems(List.of());
        assertFalse(figure("t5_encoder").problemBadge().isVisible());
    }

    @Test
    void aModelThatWasFoundIsShownWhereNoneIsChosen() {
        canvas.canvas().context().execute(NodeEdits.parameter("t5_tokenizer", "model", TextNode.valueOf("")));
        assertEquals("", figure("t5_tokenizer").parameter("model").orElseThrow().view().hint());
        canvas.overlay().setSettled(Map.of("t5_tokenizer", Map.of("model", "google/t5-v1_1-xxl")));
        assertEquals("found: google/t5-v1_1-xxl",
                figure("t5_tokenizer").parameter("model").orElseThrow().view().hint());
        assertTrue(spoken(new NodeItem("t5_tokenizer")).contains("found: google/t5-v1_1-xxl"));
        canvas.overlay().setSettled(Map.of());
        assertEquals("", figure("t5_tokenizer").parameter("model").orElseThrow().view().hint());
    }

    @Test
    void aPictureMakesItsNodeTaller() {
        int before = figure("save_image").body().height;
        ImageData picture = new ImageData(64, 32, 24, new PaletteData(0xFF0000, 0xFF00, 0xFF));
        canvas.overlay().setPicture("save_image", picture);
        int width = figure("save_image").body().width - 24;
        assertEquals(before + width / 2, figure("save_image").body().height, 10);
        canvas.overlay().setPicture("save_image", null);
        assertEquals(before, figure("save_image").body().height);
    }

    private static SortedMap<String, Shown> table(int rows) {
        List<Shown.Row> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            all.add(new Shown.Row("measure " + i, List.of(Quantity.share(i / 8.0)), ""));
        }
        return new TreeMap<>(Map.of("image", new Shown.Table(List.of(), all)));
    }

    @Test
    void numbersMakeTheirNodeTallerByALineEach() {
        int before = figure("vae_decoder").body().height;
        canvas.overlay().setShown("vae_decoder", table(2));
        int two = figure("vae_decoder").body().height;
        canvas.overlay().setShown("vae_decoder", table(4));
        int four = figure("vae_decoder").body().height;
        assertTrue(before < two && two < four, before + ", " + two + ", " + four);
        assertTrue(figure("vae_decoder").body().contains(figure("vae_decoder").shown().getBounds()));
        canvas.overlay().setShown("vae_decoder", new TreeMap<>());
        assertEquals(before, figure("vae_decoder").body().height);
    }

    @Test
    void whatIsDrawnOfNumbersFollowsTheNumbers(@TempDir Path folder) throws IOException {
        canvas.overlay().setShown("vae_decoder", table(2));
        byte[] two = drawn(folder);
        canvas.overlay().setShown("vae_decoder", table(1));
        byte[] one = drawn(folder);
        assertFalse(Arrays.equals(two, one));
        canvas.overlay().setShown("vae_decoder", new TreeMap<>(Map.of("image",
                Shown.Series.of("loss", new double[] {100, Double.NaN, 1, 0.01}))));
        assertFalse(Arrays.equals(one, drawn(folder)));
    }

    private byte[] drawn(Path folder) throws IOException {
        canvas.settle();
        canvas.screenshot(folder.resolve("canvas.png"));
        return Files.readAllBytes(folder.resolve("canvas.png"));
    }

    @Test
    void aCurveOfNothingIsNoFault(@TempDir Path folder) throws IOException {
        canvas.overlay().setShown("vae_decoder", new TreeMap<>(Map.of("image",
                Shown.Series.of("loss", new double[0]))));
        drawn(folder);
        canvas.overlay().setShown("vae_decoder", new TreeMap<>(Map.of("image",
                Shown.Series.of("loss", new double[] {Double.NaN, Double.POSITIVE_INFINITY}))));
        drawn(folder);
        assertTrue(figure("vae_decoder").shown().isVisible());
    }

    @Test
    void wordsOfAValueAreAtItsPortsOnly() {
        int before = figure("vae_decoder").body().height;
        canvas.overlay().setShown("vae_decoder", new TreeMap<>(Map.of("image", new Shown.Words("64 x 64 pixels"))));
        assertEquals(before, figure("vae_decoder").body().height);
        assertTrue(tooltip("vae_decoder.image", false).endsWith("In the last run: 64 x 64 pixels"));
        assertTrue(tooltip("save_image.image", true).endsWith("In the last run: 64 x 64 pixels"));
        canvas.overlay().setShown("vae_decoder", new TreeMap<>());
        assertFalse(tooltip("save_image.image", true).contains("In the last run"));
    }

    private String tooltip(String port, boolean input) {
        PortPart part = (PortPart) canvas.canvas().viewer().getEditPartRegistry()
                .get(new PortItem(PortRef.parse(port), input));
        return ((TooltipFigure) part.getFigure().getToolTip()).text();
    }

    @Test
    void whatANodeShowsItselfIsInThePlaceOfItsValues() {
        SortedMap<String, Shown> shown = table(2);
        shown.put("", new Shown.Words("all is well"));
        canvas.overlay().setShown("vae_decoder", shown);
        assertEquals(new Shown.Words("all is well"), figure("vae_decoder").shown().shown().orElseThrow());
        assertTrue(spoken(new NodeItem("vae_decoder")).contains("all is well"));
    }

    @Test
    void wordsOnHowItGoesStandBesideTheSteps() {
        canvas.overlay().setStatus("denoiser", new NodeStatus(State.RUNNING, 3, 8, 0, 0,
                "loss 0.5 \u00b7 9.00 s left"));
        assertEquals("3 / 8 \u00b7 loss 0.5 \u00b7 9.00 s left", figure("denoiser").stateBadge().text());
    }

    @Test
    void differencesAreShown() {
        canvas.overlay().setDifferences(Map.of("noise", Difference.ADDED, "prompt", Difference.CHANGED));
        assertEquals("added", figure("noise").stateBadge().text());
        assertEquals("changed", figure("prompt").stateBadge().text());
    }

    @Test
    void anUnknownTypeIsAPlaceholderThatNamesWhatToInstall() {
        Graph graph = canvas.graph().with(Node.of("upscale", "org.example.upscaler")
                .withInput("image", PortRef.parse("vae_decoder.image")));
        graph = graph.with(graph.nodes().get("save_image").withInput("image", PortRef.parse("upscale.big")));
        graph = graph.withProviders(Map.of("org.example.upscaler",
                new Provider("org.example.nodes", "org.example.feature")));
        canvas.document().replace(graph);
        canvas.settle();
        assertTrue(figure("upscale").view().missing().contains("org.example.feature"));
        assertTrue(figure("upscale").view().missing().contains("org.example.nodes"));
        Set<CanvasItem> shown = Set.copyOf(canvas.canvas().viewer().getEditPartRegistry().keySet());
        assertTrue(shown.contains(new PortItem(PortRef.parse("upscale.image"), true)));
        assertTrue(shown.contains(new PortItem(PortRef.parse("upscale.big"), false)));
        assertTrue(shown.contains(new WireItem(PortRef.parse("upscale.big"), PortRef.parse("save_image.image"))));
    }

    @Test
    void whatIsDrawnFollowsEveryEdit() {
        NodeFigure untouched = figure("t5_encoder");
        canvas.canvas().context().execute(NodeEdits.delete(CanvasFixture.catalog(), Set.of(new NodeItem("denoiser")),
                false));
        canvas.settle();
        Map<?, ?> shown = canvas.canvas().viewer().getEditPartRegistry();
        assertFalse(shown.containsKey(new NodeItem("denoiser")));
        assertFalse(shown.containsKey(new WireItem(PortRef.parse("t5_encoder.embedding"),
                PortRef.parse("denoiser.t5"))));
        canvas.commands().undo();
        canvas.settle();
        assertTrue(shown.containsKey(new NodeItem("denoiser")));
        for (var wire : canvas.graph().wires()) {
            assertTrue(shown.containsKey(new WireItem(wire.from(), wire.to())), wire + " is not shown");
        }
        assertSame(untouched, figure("t5_encoder"));
    }

    @Test
    void theCanvasAgreesWithTheGraphAfterManyEdits() {
        var random = new Random(7);
        List<String> nodes = List.copyOf(canvas.graph().nodes().keySet());
        for (int i = 0; i < 200; i++) {
            String node = nodes.get(random.nextInt(nodes.size()));
            switch (random.nextInt(4)) {
                case 0 -> canvas.canvas().context().execute(NodeEdits.delete(CanvasFixture.catalog(),
                        Set.of(new NodeItem(node)), random.nextBoolean()));
                case 1 -> canvas.canvas().context().execute(LayoutEdits.place(
                        Map.of(node, new Layout.Point(random.nextInt(900), random.nextInt(600)))));
                case 2 -> {
                    if (canvas.commands().canUndo()) {
                        canvas.commands().undo();
                    }
                }
                default -> {
                    if (canvas.commands().canRedo()) {
                        canvas.commands().redo();
                    }
                }
            }
            Set<Object> wanted = new HashSet<>();
            canvas.graph().nodes().keySet().forEach(id -> wanted.add(new NodeItem(id)));
            canvas.graph().wires().forEach(wire -> wanted.add(new WireItem(wire.from(), wire.to())));
            Set<Object> shown = new HashSet<>(canvas.canvas().viewer().getEditPartRegistry().keySet());
            shown.removeIf(item -> !(item instanceof NodeItem || item instanceof WireItem));
            assertEquals(wanted, shown);
        }
    }

    @Test
    void nodesPortsAndWiresHaveNames() {
        canvas.overlay().setStatus("t5_encoder", new NodeStatus(State.FAILED, 0, 0, 0, 0, "out of memory"));
        assertEquals("T5 Encoder t5_encoder, failed: out of memory", spoken(new NodeItem("t5_encoder")));
        assertEquals("Input Tokens of T5 Encoder t5_encoder, Tokens, wired from t5_tokenizer.tokens",
                spoken(new PortItem(PortRef.parse("t5_encoder.tokens"), true)));
        assertEquals("Text embedding wire from t5_encoder.embedding to denoiser.t5",
                spoken(new WireItem(PortRef.parse("t5_encoder.embedding"), PortRef.parse("denoiser.t5"))));
    }

    @Test
    void wiresAreSeenInBothThemes() {
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            Map<String, Double> poor = new HashMap<>();
            CanvasFixture.catalog().portTypes().values().forEach(type -> {
                double contrast = contrast(theme.visible(type.color()), theme.canvas());
                if (contrast < 3) {
                    poor.put(type.id(), contrast);
                }
            });
            assertEquals(Map.of(), poor);
        }
        assertNotSame(Theme.LIGHT, Theme.of(Theme.DARK.canvas()));
    }

    /** Whose headers have the icons' colours. */
    @Test
    void iconsAreSeenOnHeaders() {
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            CanvasFixture.catalog().portTypes().values().forEach(type -> assertTrue(
                    contrast(theme.icon(type.color()), theme.header(type.color())) >= 2.95,
                    type.id() + (theme.dark() ? " in the dark" : "")));
        }
    }

    @Test
    void theThemeGoesWithTheBackgroundAround() {
        Shell shell = new Shell(canvas.shell());
        shell.setBackground(Theme.LIGHT.canvas());
        GraphCanvas inside = new GraphCanvas(shell, canvas.canvas().context());
        shell.setLayout(new FillLayout());
        shell.setSize(300, 200);
        shell.open();
        canvas.settle();
        int[] told = new int[1];
        inside.addThemeListener(() -> told[0]++);
        assertSame(Theme.LIGHT, inside.theme());
        shell.setBackground(Theme.DARK.canvas());
        inside.control().redraw();
        for (long end = System.nanoTime() + 20_000_000_000L; told[0] == 0 && System.nanoTime() < end;) {
            canvas.settle();
        }
        assertSame(Theme.DARK, inside.theme());
        assertEquals(Theme.DARK.canvas(), inside.control().getBackground());
        assertEquals(1, told[0]);
        shell.dispose();
    }

    @Test
    void theThemeChangesWhileOpen() {
        canvas.canvas().setTheme(Theme.DARK);
        canvas.settle();
        assertEquals(Theme.DARK.canvas(), canvas.canvas().control().getBackground());
        assertSame(Theme.DARK, canvas.canvas().theme());
    }

    /** After WCAG 2.1, worked out here by itself. */
    private static double contrast(Color a, Color b) {
        double first = luminance(a) + 0.05;
        double second = luminance(b) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static double luminance(Color color) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        int[] channels = {color.getRed(), color.getGreen(), color.getBlue()};
        for (int i = 0; i < 3; i++) {
            double value = channels[i] / 255.0;
            sum += weights[i] * (value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
