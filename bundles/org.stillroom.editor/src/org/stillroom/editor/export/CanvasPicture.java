// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.draw2d.FreeformFigure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.LayerConstants;
import org.eclipse.gef.editparts.LayerManager;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.letters.LetterGraphics;
import org.stillroom.editor.canvas.letters.Letters;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.graph.GraphFile;

/** The whole graph of a canvas as a picture, drawn by its figures; how it is scrolled and zoomed does not matter. */
public final class CanvasPicture {

    /** Most pixels of a PNG; 4 bytes each have to fit into memory twice. */
    private static final long MOST_PIXELS = 100_000_000;

    private static final int MARGIN = 24;

    private final GraphCanvas canvas;
    private final IFigure layers;
    private final Rectangle area;

    public CanvasPicture(GraphCanvas canvas) {
        this.canvas = canvas;
        LayerManager manager = (LayerManager) canvas.viewer().getEditPartRegistry().get(LayerManager.ID);
        layers = manager.getLayer(LayerConstants.PRINTABLE_LAYERS);
        layers.getUpdateManager().performUpdate();
        Rectangle drawn = drawn(layers, null);
        area = drawn == null ? new Rectangle(0, 0, MARGIN, MARGIN) : drawn.expand(MARGIN, MARGIN);
    }

    /** Around all figures; the layers that they lie on reach further. */
    private static Rectangle drawn(IFigure layer, Rectangle found) {
        Rectangle all = found;
        for (Object child : layer.getChildren()) {
            IFigure figure = (IFigure) child;
            if (figure instanceof FreeformFigure) {
                all = drawn(figure, all);
            } else {
                all = all == null ? figure.getBounds().getCopy() : all.union(figure.getBounds());
            }
        }
        return all;
    }

    /** A file of shapes and texts. */
    public byte[] svg(String title) {
        Control control = canvas.control();
        Theme theme = canvas.look().theme();
        SvgGraphics graphics = new SvgGraphics(area, control.getFont(), theme.text(), theme.canvas());
        paint(graphics, canvas.look().natural());
        return graphics.document(title, theme.canvas()).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A PNG file that carries the graph.
     *
     * @param scale 1 for 100 %
     * @throws IllegalArgumentException with a sentence for the user, if the picture would be too large
     */
    public byte[] png(double scale) {
        ImageLoader loader = new ImageLoader();
        loader.data = new ImageData[] {pixels(scale)};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        loader.save(bytes, SWT.IMAGE_PNG);
        return PngGraph.into(bytes.toByteArray(), GraphFile.text(canvas.context().document().graph()));
    }

    /**
     * The picture.
     *
     * @param scale 1 for 100 %
     * @throws IllegalArgumentException with a sentence for the user, if the picture would be too large
     */
    public ImageData pixels(double scale) {
        int width = (int) Math.ceil(area.width * scale);
        int height = (int) Math.ceil(area.height * scale);
        if ((long) width * height > MOST_PIXELS) {
            throw new IllegalArgumentException(Messages.tooLarge(width, height, MOST_PIXELS));
        }
        return draw(width, height, scale, canvas.look().natural());
    }

    /** The picture as large as it fits into a size, in its middle, with what can be read so small. */
    ImageData fitted(Point size) {
        double scale = Math.min(1, Math.min((double) size.x / area.width, (double) size.y / area.height));
        return draw(size.x, size.y, scale, scale * canvas.look().natural());
    }

    /** @param legible the scale at which texts are to be read */
    private ImageData draw(int width, int height, double scale, double legible) {
        Image image = new Image(canvas.control().getDisplay(), width, height);
        GC gc = new GC(image);
        Letters letters = new Letters(image.getDevice(), canvas.look().fonts());
        LetterGraphics graphics = new LetterGraphics(gc, letters);
        try {
            gc.setAntialias(SWT.ON);
            gc.setTextAntialias(SWT.ON);
            Theme theme = canvas.look().theme();
            gc.setBackground(theme.canvas());
            gc.fillRectangle(0, 0, width, height);
            graphics.scale(scale);
            graphics.translate((int) ((width / scale - area.width) / 2) - area.x,
                    (int) ((height / scale - area.height) / 2) - area.y);
            graphics.setFont(canvas.control().getFont());
            graphics.setForegroundColor(theme.text());
            graphics.setBackgroundColor(theme.canvas());
            paint(graphics, legible);
            return image.getImageData(100);
        } finally {
            graphics.dispose();
            letters.dispose();
            gc.dispose();
            image.dispose();
        }
    }

    private void paint(Graphics graphics, double legible) {
        ISelection selection = canvas.viewer().getSelection();
        canvas.viewer().deselectAll();
        double shown = canvas.look().scale();
        // what cannot be read at a scale is left out
        canvas.look().setScale(legible);
        try {
            layers.paint(graphics);
        } finally {
            canvas.look().setScale(shown);
            canvas.viewer().setSelection(selection);
        }
    }
}
