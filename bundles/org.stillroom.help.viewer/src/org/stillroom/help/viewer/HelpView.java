// SPDX-License-Identifier: EPL-2.0
package org.stillroom.help.viewer;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;

/** Help pages beside what they explain. */
public final class HelpView extends ViewPart {

    static final String ID = "org.stillroom.help.viewer.view";

    private HelpPane pane;

    @Override
    public void createPartControl(Composite parent) {
        pane = new HelpPane(parent);
        pane.fill(getViewSite().getActionBars().getToolBarManager());
        pane.go(HelpPages.contents());
    }

    @Override
    public void setFocus() {
        pane.text().control().setFocus();
    }

    void show(String href) {
        pane.go(href);
    }
}
