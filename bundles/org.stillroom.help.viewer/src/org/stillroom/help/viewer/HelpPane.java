// SPDX-License-Identifier: EPL-2.0
package org.stillroom.help.viewer;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;

/** A help page with the way back to those seen before. */
final class HelpPane {

    private final PageText text;
    private final Deque<String> before = new ArrayDeque<>();
    private final Deque<String> after = new ArrayDeque<>();
    private final IAction contents = action(Messages.contents, ISharedImages.IMG_ETOOL_HOME_NAV,
            () -> go(HelpPages.contents()));
    private final IAction back = action(Messages.back, ISharedImages.IMG_TOOL_BACK, () -> step(before, after));
    private final IAction forward = action(Messages.forward, ISharedImages.IMG_TOOL_FORWARD, () -> step(after, before));
    private String page = "";

    HelpPane(Composite parent) {
        text = new PageText(parent, this::follow);
        update();
    }

    PageText text() {
        return text;
    }

    void fill(IToolBarManager bar) {
        List.of(contents, back, forward).forEach(bar::add);
    }

    /** @param href of a page; empty for none */
    void go(String href) {
        if (!href.isEmpty() && !href.equals(page)) {
            if (!page.isEmpty()) {
                before.push(page);
            }
            after.clear();
            show(href);
        }
    }

    private void step(Deque<String> from, Deque<String> to) {
        if (!from.isEmpty()) {
            to.push(page);
            show(from.pop());
        }
    }

    private void follow(String link) {
        if (!link.matches("[a-z]+:.*")) {
            go(HelpPages.resolve(page, link));
        } else if (!Program.launch(link)) {
            MessageDialog.openInformation(text.control().getShell(), Messages.help, NLS.bind(Messages.noBrowser, link));
        }
    }

    private void show(String href) {
        page = href;
        try {
            text.show(HelpPages.read(href), href.contains("#") ? href.substring(href.indexOf('#') + 1) : "",
                    source -> HelpPages.picture(HelpPages.resolve(href, source)));
        } catch (IOException e) {
            text.show(new Page("", e.getMessage(), List.of(), List.of(), Map.of(), List.of()), "",
                    source -> Optional.empty());
        }
        update();
    }

    private void update() {
        back.setEnabled(!before.isEmpty());
        forward.setEnabled(!after.isEmpty());
    }

    private static IAction action(String label, String image, Runnable work) {
        Action action = new Action(label) {
            @Override
            public void run() {
                work.run();
            }
        };
        action.setToolTipText(label);
        action.setImageDescriptor(PlatformUI.getWorkbench().getSharedImages().getImageDescriptor(image));
        return action;
    }
}
