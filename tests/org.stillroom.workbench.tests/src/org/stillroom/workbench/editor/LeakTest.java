// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.eclipse.core.resources.IFile;
import org.eclipse.swt.graphics.DeviceData;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem;

/** Closed editors leave nothing behind. */
class LeakTest {

    private static final int CYCLES = 50;

    @Test
    void leavesNoResourcesOfTheWindowSystem() throws Exception {
        Display display = Display.getCurrent();
        boolean tracking = display.isTracking();
        try (EditorFixture fixture = new EditorFixture()) {
            IFile file = fixture.example();
            EditorFixture.page().showView("org.eclipse.ui.views.PropertySheet");
            EditorFixture.page().showView("org.eclipse.ui.views.ContentOutline");
            // what is made once and kept, such as icons of the workbench
            cycle(fixture, file);
            cycle(fixture, file);
            display.setTracking(true);
            Set<Object> before = resources(display);
            for (int i = 0; i < CYCLES; i++) {
                cycle(fixture, file);
            }
            List<Object> left = new ArrayList<>(resources(display));
            left.removeIf(before::contains);
            assertTrue(left.size() < CYCLES, () -> left.size() + " left: " + left.subList(0, Math.min(20, left.size()))
                    + trace(display, left.get(0)));
        } finally {
            display.setTracking(tracking);
        }
    }

    private static void cycle(EditorFixture fixture, IFile file) throws Exception {
        GraphEditor editor = fixture.open(file);
        editor.canvas().orElseThrow().select(List.of(new CanvasItem.NodeItem("denoiser")));
        EditorFixture.settle();
        EditorFixture.close(editor);
    }

    private static Set<Object> resources(Display display) {
        Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
        found.addAll(Arrays.asList(display.getDeviceData().objects));
        return found;
    }

    /** Where a resource was made. */
    private static String trace(Display display, Object resource) {
        DeviceData data = display.getDeviceData();
        for (int i = 0; i < data.objects.length; i++) {
            if (data.objects[i] == resource && data.errors[i] != null) {
                StringBuilder shown = new StringBuilder();
                for (StackTraceElement element : data.errors[i].getStackTrace()) {
                    shown.append("\n  ").append(element);
                }
                return shown.toString();
            }
        }
        return "";
    }
}
