// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.function.Supplier;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;
import org.stillroom.nodes.contract.ModelFolders;

/** Chooses one encoder. */
class SwapEncoderDialog extends EncoderDialog {

    private String chosen = "";

    SwapEncoderDialog(Shell shell, EncoderQuestion question, Supplier<ModelFolders> folders) {
        super(shell, question, folders);
    }

    /** Name of the encoder that was chosen. */
    String chosen() {
        return chosen;
    }

    @Override
    boolean several() {
        return false;
    }

    @Override
    String title() {
        return Messages.SwapEncoderDialog_title;
    }

    @Override
    String prompt() {
        return NLS.bind(Messages.SwapEncoderDialog_prompt, question().node());
    }

    @Override
    String objection() {
        EncoderRow row = table().selected().orElse(null);
        if (row == null) {
            return Messages.SwapEncoderDialog_nothing;
        }
        return row.usable() ? table().isCurrent(row) ? Messages.SwapEncoderDialog_current : "" : row.verdict();
    }

    @Override
    String warning() {
        return table().selected().filter(row -> row.fit() == EncoderRow.Fit.DIFFERS)
                .map(row -> NLS.bind(Messages.SwapEncoderDialog_differs, row.verdict())).orElse("");
    }

    @Override
    void choose() {
        chosen = table().selected().map(EncoderRow::name).orElse("");
    }
}
