// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.stillroom.pictures.history.PictureEntry;

/** What is said below the pictures: how alike they are, their size and where they are from. */
final class Caption {

    private static final String BETWEEN = "   ";

    private Caption() {}

    /**
     * @param shown one or two
     * @param canvas that shows at least one picture
     */
    static String of(List<PictureEntry> shown, PictureCanvas canvas, Mode mode, Optional<Likeness> comparison) {
        List<String> parts = new ArrayList<>();
        comparison.ifPresent(known -> parts.add(known.text()));
        if (mode == Mode.DIFFERENCE) {
            parts.add(NLS.bind(Messages.amplified, canvas.gain()));
        }
        Pyramid picture = canvas.picture().orElseThrow();
        parts.add(NLS.bind(Messages.size, new Object[] {picture.width(), picture.height(),
                Math.round(canvas.scale() * 100)}));
        parts.add(names(shown));
        return String.join(BETWEEN, parts);
    }

    /** The first is the left one. */
    private static String names(List<PictureEntry> shown) {
        PictureEntry first = shown.getFirst();
        String origin = NLS.bind(Messages.nodeOfGraph, first.node(), first.graph());
        if (shown.size() == 1) {
            return origin;
        }
        PictureEntry second = shown.get(1);
        if (!first.sameFileAs(second)) {
            return NLS.bind(Messages.both, first.file().getFileName(), second.file().getFileName());
        }
        return origin + BETWEEN + NLS.bind(Messages.both, HistoryStrip.time(first), HistoryStrip.time(second));
    }
}
