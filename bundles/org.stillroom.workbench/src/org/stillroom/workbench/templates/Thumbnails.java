// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.templates;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.editor.export.GraphThumbnail;
import org.stillroom.graph.GraphFileException;
import org.stillroom.workbench.services.Catalog;
import org.stillroom.workbench.services.Guard;
import org.stillroom.workbench.services.NodeIcons;

/** Small drawings of templates, made one after the other while the window stays usable. They go with their control. */
public final class Thumbnails {

    private final Control owner;
    private final Point size;
    private final Image blank;
    private final Map<GraphTemplate, Image> made = new HashMap<>();
    private final Deque<GraphTemplate> wanted = new ArrayDeque<>();
    private final BiConsumer<GraphTemplate, Image> show;

    /**
     * @param owner whose background says which theme there is
     * @param size in pixels at 100 %
     * @param show told of each drawing
     */
    public Thumbnails(Control owner, Point size, BiConsumer<GraphTemplate, Image> show) {
        this.owner = owner;
        this.size = size;
        this.show = show;
        blank = new Image(owner.getDisplay(), size.x, size.y);
        GC gc = new GC(blank);
        gc.setBackground(Theme.of(owner.getBackground()).canvas());
        gc.fillRectangle(0, 0, size.x, size.y);
        gc.dispose();
        owner.addListener(SWT.Dispose, event -> {
            blank.dispose();
            made.values().forEach(Image::dispose);
            made.clear();
            wanted.clear();
        });
    }

    /** The drawing, or a blank one until it is made; {@code show} is then told. */
    public Image of(GraphTemplate template) {
        Image known = made.get(template);
        if (known == null && !wanted.contains(template)) {
            wanted.add(template);
            if (wanted.size() == 1) {
                owner.getDisplay().asyncExec(this::next);
            }
        }
        return known == null ? blank : known;
    }

    private void next() {
        GraphTemplate template = wanted.peek();
        if (template == null || owner.isDisposed()) {
            return;
        }
        Guard.run("drawing the template " + template.label(), () -> draw(template));
        wanted.poll();
        if (!wanted.isEmpty()) {
            // what people do meanwhile comes first
            owner.getDisplay().timerExec(1, this::next);
        }
    }

    private void draw(GraphTemplate template) {
        try {
            Image image = GraphThumbnail.of(owner.getDisplay(), template.graph(), Catalog.get(), NodeIcons::of,
                    Theme.of(owner.getBackground()), size);
            made.put(template, image);
            show.accept(template, image);
        } catch (GraphFileException e) {
            Guard.log("drawing the template " + template.label(), e);
        }
    }
}
