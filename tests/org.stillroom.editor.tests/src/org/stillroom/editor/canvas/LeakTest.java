// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.DeviceData;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.graph.Graph;
import org.stillroom.test.canvas.CanvasFixture;

/** Canvases that are opened, used and closed leave no fonts, images or other resources behind. */
class LeakTest {

    @Test
    void fiftyCanvasesLeaveNothing() {
        Display display = CanvasFixture.display();
        DeviceData data = display.getDeviceData();
        assertTrue(data.tracking, "the display does not track its resources");
        // what is made once for all, such as cursors
        use();
        Map<String, Integer> before = resources(display);
        for (int i = 0; i < 50; i++) {
            use();
        }
        assertEquals(before, resources(display));
    }

    private static void use() {
        Graph graph = LayoutEdits.note("n", "# Note\n\n*text*", 0, 400, 200, 100).change()
                .apply(CanvasFixture.example("first-picture"));
        try (CanvasFixture canvas = new CanvasFixture(graph)) {
            canvas.overlay().setPicture("save_image", new ImageData(16, 16, 24,
                    new PaletteData(0xFF0000, 0xFF00, 0xFF)));
            canvas.canvas().view().fit();
            canvas.canvas().setTheme(Theme.DARK);
            canvas.canvas().select(List.of(new NodeItem("prompt")));
            canvas.key(SWT.CR);
            canvas.key(canvas.field(), SWT.ESC);
            canvas.drag(canvas.port("prompt.negative", false), canvas.port("t5_tokenizer.negative", true));
            canvas.canvas().startDirectEdit("denoiser", "model");
            canvas.settle();
        }
    }

    private static Map<String, Integer> resources(Display display) {
        Map<String, Integer> count = new TreeMap<>();
        Arrays.stream(display.getDeviceData().objects)
                .forEach(object -> count.merge(object.getClass().getSimpleName(), 1, Integer::sum));
        return count;
    }
}
