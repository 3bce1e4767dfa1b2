// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.test.canvas.CanvasFixture;

/** A canvas that may not be edited, and one whose icons cannot be read. */
class ReadOnlyTest {

    /** @param icons whether icons are found */
    private record Host(boolean editable, boolean icons) implements CanvasHost {

        @Override
        public Optional<URL> icon(NodeType type) {
            if (icons) {
                return CanvasHost.super.icon(type);
            }
            if (type.id().endsWith("prompt")) {
                throw new IllegalStateException("a contribution that fails");
            }
            try {
                return Optional.of(URI.create("file:/nowhere/" + type.icon()).toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void nothingCanBeChanged() {
        Graph before = CanvasFixture.example("first-picture");
        try (CanvasFixture canvas = new CanvasFixture(before, Theme.LIGHT, new Host(false, true))) {
            canvas.canvas().view().fit();
            canvas.settle();
            Point node = canvas.header("noise");
            canvas.drag(node, new Point(node.x + 80, node.y + 40));
            canvas.drag(canvas.port("prompt.negative", false), canvas.port("t5_tokenizer.negative", true));
            canvas.drag(canvas.port("denoiser.t5", true), canvas.inControl(860, 60));
            canvas.canvas().select(List.of(new NodeItem("denoiser")));
            canvas.key(SWT.CR);
            canvas.holding(SWT.CTRL).key(SWT.ARROW_LEFT);
            canvas.holding(0).key('w');
            assertSame(before, canvas.graph());
            assertTrue(canvas.canvas().idle());
            canvas.click(canvas.header("noise"));
            assertEquals(List.of("noise"), canvas.selectedNodes());
        }
    }

    @Test
    void brokenIconsSpoilNothingElse() {
        try (CanvasFixture canvas = new CanvasFixture(CanvasFixture.example("first-picture"), Theme.LIGHT,
                new Host(true, false))) {
            canvas.canvas().view().fit();
            canvas.settle();
            canvas.click(canvas.header("prompt"));
            assertEquals(List.of("prompt"), canvas.selectedNodes());
        }
    }
}
