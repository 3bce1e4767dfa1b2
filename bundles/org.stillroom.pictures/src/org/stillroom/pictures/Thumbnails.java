// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.io.IOException;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.widgets.Display;
import org.stillroom.diffusion.image.PictureFiles;
import org.stillroom.graph.work.Progress;
import org.stillroom.pictures.history.PictureEntry;

/** Small versions of pictures, read in a job when they are first asked for. Used in the user interface's thread. */
final class Thumbnails {

    /** Width and height of a thumbnail, in pixels. */
    static final int SIDE = 64;

    private static final PaletteData RGB = new PaletteData(0xff0000, 0xff00, 0xff);

    private final Display display;
    private final Consumer<PictureEntry> loaded;
    private final Map<PictureEntry, Image> images = new HashMap<>();
    private final Deque<PictureEntry> wanted = new ConcurrentLinkedDeque<>();
    private final Set<PictureEntry> asked = new HashSet<>();
    private final Image blank;
    private final Job job = new ThumbnailJob();

    /** @param loaded told when a thumbnail has been read */
    Thumbnails(Display display, Consumer<PictureEntry> loaded) {
        this.display = display;
        this.loaded = loaded;
        ImageData clear = new ImageData(SIDE, SIDE, 24, RGB);
        clear.alphaData = new byte[SIDE * SIDE];
        blank = new Image(display, clear);
    }

    /** The thumbnail, or a blank one that is replaced soon. */
    Image of(PictureEntry entry) {
        Image known = images.get(entry);
        if (known != null) {
            return known;
        }
        if (asked.add(entry)) {
            // What came into sight last is what a person looks at.
            wanted.push(entry);
            job.schedule();
        }
        return blank;
    }

    /** Forgets the thumbnails of all other entries. */
    void retain(Collection<PictureEntry> entries) {
        Set<PictureEntry> kept = new HashSet<>(entries);
        images.entrySet().removeIf(known -> {
            boolean gone = !kept.contains(known.getKey());
            if (gone) {
                known.getValue().dispose();
            }
            return gone;
        });
        asked.retainAll(kept);
        wanted.retainAll(kept);
    }

    void dispose() {
        job.cancel();
        wanted.clear();
        images.values().forEach(Image::dispose);
        images.clear();
        blank.dispose();
    }

    private void arrived(PictureEntry entry, Pyramid picture) {
        if (blank.isDisposed() || !asked.contains(entry) || images.containsKey(entry)) {
            return;
        }
        Image image = new Image(display, (ImageDataProvider) zoom -> draw(picture, SIDE * zoom / 100));
        images.put(entry, image);
        loaded.accept(entry);
    }

    private static ImageData draw(Pyramid picture, int side) {
        Raster raster = new Raster(side, side, 0);
        Viewport view = Viewport.fit(picture.width(), picture.height(), side, side);
        raster.draw(picture, view, 0, side, 1);
        ImageData data = new ImageData(side, side, 24, RGB, 1, raster.rgb());
        data.alphaData = new byte[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                boolean inside = view.pictureX(x + 0.5) >= 0 && view.pictureX(x + 0.5) < picture.width()
                        && view.pictureY(y + 0.5) >= 0 && view.pictureY(y + 0.5) < picture.height();
                data.alphaData[y * side + x] = (byte) (inside ? 255 : 0);
            }
        }
        return data;
    }

    private final class ThumbnailJob extends Job {

        ThumbnailJob() {
            super(Messages.thumbnailJob);
            setSystem(true);
            setPriority(DECORATE);
        }

        @Override
        protected IStatus run(IProgressMonitor monitor) {
            for (PictureEntry next = wanted.poll(); next != null && !monitor.isCanceled(); next = wanted.poll()) {
                read(next);
            }
            return Status.OK_STATUS;
        }

        private void read(PictureEntry entry) {
            try {
                Pyramid picture =
                        Pyramid.of(PictureFiles.thumbnail(entry.kept(), 2 * SIDE, Progress.NONE), Progress.NONE);
                if (!display.isDisposed()) {
                    display.asyncExec(() -> arrived(entry, picture));
                }
            } catch (IOException e) {
                // It stays blank; the sentence is told when the picture itself is looked at.
            }
        }
    }
}
