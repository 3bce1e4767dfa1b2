// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.Locale;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerFilter;
import org.eclipse.swt.widgets.Text;

/** Shows the encoders whose names have every word that is typed. */
final class EncoderNames extends ViewerFilter {

    private final Text typed;

    EncoderNames(Text typed) {
        this.typed = typed;
    }

    @Override
    public boolean select(Viewer filtered, Object root, Object element) {
        String name = ((EncoderRow) element).name().toLowerCase(Locale.ROOT);
        for (String word : typed.getText().toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            if (!name.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
