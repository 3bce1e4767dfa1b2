// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.List;
import java.util.function.Supplier;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;
import org.stillroom.nodes.contract.ModelFolders;

/** Chooses two to eight encoders. */
final class CompareEncodersDialog extends EncoderDialog {

    /** As many as can be looked at together. */
    private static final int MOST = 8;

    private List<EncoderRow> rows = List.of();

    CompareEncodersDialog(Shell shell, EncoderQuestion question, Supplier<ModelFolders> folders) {
        super(shell, question, folders);
    }

    /** Names of the encoders that were chosen, that of the node first if it is among them. */
    List<String> chosen() {
        return rows.stream().map(EncoderRow::name).toList();
    }

    /** The same with what they are. */
    List<EncoderRow> rows() {
        return rows;
    }

    @Override
    boolean several() {
        return true;
    }

    @Override
    String title() {
        return Messages.CompareEncodersDialog_title;
    }

    @Override
    String prompt() {
        return NLS.bind(Messages.CompareEncodersDialog_prompt, question().node());
    }

    @Override
    String objection() {
        int count = table().checked().size();
        return count < 2 ? Messages.CompareEncodersDialog_few
                : count > MOST ? Messages.CompareEncodersDialog_many : "";
    }

    @Override
    String warning() {
        if (table().checked().size() > MOST) {
            return Messages.CompareEncodersDialog_many;
        }
        return table().checked().stream().filter(row -> row.fit() == EncoderRow.Fit.DIFFERS).findFirst()
                .map(row -> NLS.bind(Messages.CompareEncodersDialog_differs, row.name(), row.verdict())).orElse("");
    }

    @Override
    void choose() {
        rows = table().checked();
    }
}
