// SPDX-License-Identifier: EPL-2.0
package org.stillroom.help.viewer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.PaintObjectEvent;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.GlyphMetrics;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.graphics.Rectangle;

/** The pictures of a help page, each as wide as its window at most. */
final class PagePictures {

    private final StyledText text;
    private final Map<Integer, Image> images = new HashMap<>();
    private List<Page.Picture> pictures = List.of();

    PagePictures(StyledText text) {
        this.text = text;
        text.addPaintObjectListener(this::paint);
        text.addDisposeListener(event -> dispose());
    }

    /** @param source of a picture by its name on the page; empty where it cannot be shown */
    void show(List<Page.Picture> shown, Function<String, Optional<ImageData>> source) {
        dispose();
        pictures = shown;
        for (Page.Picture picture : shown) {
            source.apply(picture.source()).ifPresent(data -> images.put(picture.at(), new Image(text.getDisplay(),
                    (ImageDataProvider) zoom -> zoom == 100 ? data : null)));
        }
        fit();
    }

    /** Leaves as much room for each as it needs in the present width. */
    void fit() {
        int room = Math.max(1, text.getClientArea().width - text.getLeftMargin() - text.getRightMargin());
        for (Page.Picture picture : pictures) {
            StyleRange range = new StyleRange();
            range.start = picture.at();
            range.length = 1;
            Image image = images.get(picture.at());
            Rectangle size = image == null ? new Rectangle(0, 0, 0, 0) : image.getBounds();
            int width = Math.min(room, size.width);
            range.metrics = new GlyphMetrics(size.width == 0 ? 0 : size.height * width / size.width, 0, width);
            text.setStyleRange(range);
        }
    }

    private void paint(PaintObjectEvent event) {
        Image image = images.get(event.style.start);
        if (image != null) {
            Rectangle size = image.getBounds();
            GlyphMetrics room = event.style.metrics;
            event.gc.setInterpolation(SWT.HIGH);
            event.gc.drawImage(image, 0, 0, size.width, size.height, event.x, event.y + event.ascent - room.ascent,
                    room.width, room.ascent);
        }
    }

    private void dispose() {
        images.values().forEach(Image::dispose);
        images.clear();
    }
}
