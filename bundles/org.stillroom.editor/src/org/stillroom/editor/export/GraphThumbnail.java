// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.export;

import java.net.URL;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.editor.status.Overlay;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;

/** A graph as a small drawing, made by the figures of a canvas that nobody sees. */
public final class GraphThumbnail {

    private GraphThumbnail() {}

    /**
     * Draws a graph as large as it fits, in the middle.
     *
     * @param icons finds the file of a type's icon
     * @param size in pixels at 100 %; a denser screen gets more of them
     * @return to be disposed by the caller
     */
    public static Image of(Display display, Graph graph, NodeCatalog catalog,
            Function<NodeType, Optional<URL>> icons, Theme theme, Point size) {
        int zoom = Math.max(100, display.getPrimaryMonitor().getZoom());
        ImageData drawn = pixels(display, graph, catalog, icons, theme, new Point(size.x * zoom / 100,
                size.y * zoom / 100));
        ImageDataProvider provider = asked -> asked == zoom ? drawn
                : asked == 100 ? drawn.scaledTo(size.x, size.y) : null;
        return new Image(display, provider);
    }

    private static ImageData pixels(Display display, Graph graph, NodeCatalog catalog,
            Function<NodeType, Optional<URL>> icons, Theme theme, Point size) {
        Shell shell = new Shell(display, SWT.NO_TRIM);
        try {
            shell.setLayout(new FillLayout());
            shell.setSize(size);
            GraphCanvas canvas = new GraphCanvas(shell, new CanvasContext(new GraphDocument(graph), catalog,
                    new Overlay(), new CommandStack(), new Unattended(icons)), theme);
            shell.layout();
            canvas.viewer().flush();
            return new CanvasPicture(canvas).fitted(size);
        } finally {
            shell.dispose();
        }
    }

    /** Around a canvas that is only looked at. */
    private record Unattended(Function<NodeType, Optional<URL>> icons) implements CanvasHost {

        @Override
        public boolean editable() {
            return false;
        }

        @Override
        public Optional<URL> icon(NodeType type) {
            return icons.apply(type);
        }
    }
}
