// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.status;

import java.util.Locale;
import org.eclipse.osgi.util.NLS;

/**
 * Memory in use, in bytes.
 *
 * @param tensors all living tensors and weights, on all devices
 * @param models those of them that are loaded models, in use or kept for the next run
 * @param heap of Java, in use
 * @param heapMost that Java may take
 */
record MemoryFigures(long tensors, long models, long heap, long heapMost) {

    private static final double GIB = 1L << 30;
    private static final double MIB = 1L << 20;

    /** For the status line; before anything was computed, there is no device to tell of. */
    String text(String device) {
        return tensors < MIB ? NLS.bind(Messages.MemoryFigures_idle, readable(heap))
                : NLS.bind(Messages.MemoryFigures_text, new Object[] {device, readable(tensors), readable(heap)});
    }

    /** For its tooltip. */
    String explained(String device) {
        return NLS.bind(Messages.MemoryFigures_explained, new Object[] {device, readable(tensors), readable(models),
                readable(heap), readable(heapMost)});
    }

    static String readable(long bytes) {
        return bytes >= GIB ? String.format(Locale.ROOT, "%.1f GB", bytes / GIB)
                : String.format(Locale.ROOT, "%.0f MB", bytes / MIB);
    }
}
