// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.swt.graphics.Image;

/** One column of the list of runs. */
final class RunLabels extends ColumnLabelProvider {

    private final RunColumn column;
    private final RunIcons icons;

    RunLabels(RunColumn column, RunIcons icons) {
        this.column = column;
        this.icons = icons;
    }

    @Override
    public String getText(Object element) {
        return column.text(((RunHandle) element).record());
    }

    @Override
    public Image getImage(Object element) {
        return column == RunColumn.STATE ? icons.of(((RunHandle) element).record().state()) : null;
    }

    /** Why it failed, or else where its files are. */
    @Override
    public String getToolTipText(Object element) {
        RunRecord run = ((RunHandle) element).record();
        String files = String.join("\n", run.files().stream().map(Path::toString).toList());
        String text = run.message().isEmpty() ? files : run.message();
        return text.isEmpty() ? null : text;
    }
}
