// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.stillroom.diffusion.image.PictureFiles;
import org.stillroom.graph.work.Progress;

/**
 * The pictures that were looked at last, so that going back and forth between two is quick. Only a part of the memory
 * is used. Safe for use by any thread.
 */
final class PictureCache {

    private final Map<Path, Pyramid> pictures = new LinkedHashMap<>(16, 0.75f, true);
    private final long mostBytes;

    PictureCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Reads a picture, unless it is known.
     *
     * @throws IOException as a sentence, if it cannot be read or takes more memory than there is
     */
    Pyramid load(Path file, Progress progress) throws IOException {
        synchronized (this) {
            Pyramid known = pictures.get(file);
            if (known != null) {
                return known;
            }
        }
        Pyramid loaded;
        try {
            loaded = Pyramid.of(PictureFiles.rgb(file, progress), progress);
        } catch (OutOfMemoryError e) {
            clear();
            throw new IOException(file + " takes more memory than is left; close other pictures and try again.", e);
        }
        put(file, loaded);
        return loaded;
    }

    private synchronized void put(Path file, Pyramid loaded) {
        pictures.put(file, loaded);
        long bytes = pictures.values().stream().mapToLong(Pyramid::bytes).sum();
        Iterator<Pyramid> oldest = pictures.values().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    synchronized void clear() {
        pictures.clear();
    }
}
