// SPDX-License-Identifier: EPL-2.0
package org.stillroom.help.viewer;

import java.util.function.Consumer;
import org.eclipse.help.IContext;
import org.eclipse.help.IHelpResource;
import org.eclipse.jface.dialogs.PopupDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;

/** What F1 tells: a sentence, and links to pages. Escape closes it. */
final class ContextPopup extends PopupDialog {

    private static final int WIDTH = 360;

    private final IContext context;
    private final Point place;
    private final Consumer<String> showPage;

    ContextPopup(Shell parent, IContext context, Point place, Consumer<String> showPage) {
        super(parent, PopupDialog.INFOPOPUPRESIZE_SHELLSTYLE, true, false, false, false, false, Messages.help, null);
        this.context = context;
        this.place = place;
        this.showPage = showPage;
    }

    boolean isOpen() {
        return getShell() != null && !getShell().isDisposed();
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        GridLayoutFactory.fillDefaults().margins(8, 8).applyTo(area);
        Label text = new Label(area, SWT.WRAP);
        text.setText(context.getText() == null ? "" : context.getText());
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(text);
        for (IHelpResource topic : context.getRelatedTopics()) {
            Link link = new Link(area, SWT.NONE);
            link.setText("<a>" + topic.getLabel() + "</a>");
            link.addListener(SWT.Selection, event -> {
                close();
                showPage.accept(topic.getHref());
            });
        }
        return area;
    }

    @Override
    protected Point getInitialLocation(Point size) {
        return place;
    }
}
