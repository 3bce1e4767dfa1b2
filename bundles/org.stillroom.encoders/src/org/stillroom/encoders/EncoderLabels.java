// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import org.eclipse.jface.preference.JFacePreferences;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.stillroom.diffusion.files.ListedEncoder;

/** What a column of the list of encoders shows. */
final class EncoderLabels extends ColumnLabelProvider {

    private final EncoderTable table;
    private final EncoderColumn column;

    EncoderLabels(EncoderTable table, EncoderColumn column) {
        this.table = table;
        this.column = column;
    }

    @Override
    public String getText(Object element) {
        EncoderRow row = (EncoderRow) element;
        String text = column.text(row);
        return column == EncoderColumn.NAME && table.isCurrent(row) ? NLS.bind(Messages.EncoderLabels_current, text)
                : text;
    }

    @Override
    public Font getFont(Object element) {
        return table.isCurrent((EncoderRow) element)
                ? JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT) : null;
    }

    @Override
    public Color getForeground(Object element) {
        EncoderRow row = (EncoderRow) element;
        boolean wrong = row.fit() == EncoderRow.Fit.BROKEN || row.fit() == EncoderRow.Fit.DIFFERS;
        if (column == EncoderColumn.FITS && wrong) {
            return JFaceResources.getColorRegistry().get(JFacePreferences.ERROR_COLOR);
        }
        return row.usable() ? null : JFaceResources.getColorRegistry().get(JFacePreferences.QUALIFIER_COLOR);
    }

    /** Where it is and what it takes on disk, below the list. */
    static String details(EncoderRow row) {
        if (!(row.encoder() instanceof ListedEncoder.Sound encoder)) {
            return row.verdict();
        }
        String place = NLS.bind(Messages.EncoderLabels_details, encoder.path(), Sizes.bytes(encoder.bytesOnDisk()));
        return encoder.projected() ? place + " " + NLS.bind(Messages.EncoderLabels_projected,
                encoder.config().dModel(), encoder.width()) : place;
    }
}
