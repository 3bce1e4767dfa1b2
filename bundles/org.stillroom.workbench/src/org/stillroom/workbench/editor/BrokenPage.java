// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.stillroom.editor.canvas.theme.Spacing;
import org.stillroom.workbench.services.Guard;
import org.stillroom.workbench.store.BrokenFile;

/** What the editor shows in place of the canvas for a file that cannot be opened: why, where, and what to do. */
final class BrokenPage {

    private final Composite page;

    BrokenPage(Composite parent, BrokenFile broken) {
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(Spacing.HUGE, Spacing.HUGE).spacing(0, Spacing.LARGE).applyTo(page);
        Label heading = new Label(page, SWT.WRAP);
        heading.setFont(JFaceResources.getHeaderFont());
        heading.setText(broken.title());
        fill(heading);
        Text message = new Text(page, SWT.READ_ONLY | SWT.WRAP | SWT.MULTI);
        message.setText(broken.sentence());
        fill(message);
        if (!broken.lines().isEmpty()) {
            Text place = new Text(page, SWT.READ_ONLY | SWT.MULTI | SWT.BORDER);
            place.setFont(JFaceResources.getTextFont());
            place.setText(broken.lines());
            place.setMessage(Messages.BrokenPage_place);
            fill(place);
        }
        Composite buttons = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).applyTo(buttons);
        broken.openAsText().ifPresent(open -> button(buttons, Messages.BrokenPage_openAsText,
                Messages.BrokenPage_openAsTextTip, open));
        broken.restoreAutosave().ifPresent(restore -> button(buttons, Messages.BrokenPage_restore,
                Messages.BrokenPage_restoreTip, restore));
        button(buttons, Messages.BrokenPage_tryAgain, Messages.BrokenPage_tryAgainTip, broken.tryAgain());
    }

    Composite control() {
        return page;
    }

    private static void button(Composite parent, String label, String tip, Runnable action) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(label);
        button.setToolTipText(tip);
        button.addListener(SWT.Selection, event -> Guard.run(label, action));
    }

    private static void fill(Control control) {
        GridDataFactory.fillDefaults().grab(true, false).hint(300, SWT.DEFAULT).applyTo(control);
    }
}
