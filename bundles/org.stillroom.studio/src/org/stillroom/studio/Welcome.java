// SPDX-License-Identifier: EPL-2.0
package org.stillroom.studio;

import java.util.Map;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.IntroPart;

/** The welcome page: the few things that a person may want first, each one click away. */
public final class Welcome extends IntroPart {

    private static final int MARGIN = 48;
    private static final int GAP = 18;

    private Link first;

    /** What a click does. */
    @FunctionalInterface
    private interface Step {
        void take() throws CommandException;
    }

    @Override
    public void createPartControl(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(1, false);
        layout.marginWidth = MARGIN;
        layout.marginHeight = MARGIN;
        layout.verticalSpacing = GAP;
        page.setLayout(layout);
        Label title = new Label(page, SWT.NONE);
        title.setText(Messages.welcome);
        title.setFont(JFaceResources.getHeaderFont());
        Label about = new Label(page, SWT.WRAP);
        about.setText(Messages.about);
        about.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        first = step(page, Messages.firstPicture, this::openFirstPicture);
        step(page, Messages.newGraph, () -> run("org.eclipse.ui.newWizard",
                Map.of("newWizardId", "org.stillroom.workbench.newGraph")));
        step(page, Messages.cheatSheet, () -> {
            leave();
            run("org.eclipse.ui.cheatsheets.openCheatSheet",
                    Map.of("cheatSheetId", "org.stillroom.help.firstPicture"));
        });
        step(page, Messages.models, () -> PreferencesUtil.createPreferenceDialogOn(
                page.getShell(), "org.stillroom.workbench.preferences.models", null, null).open());
        step(page, Messages.help, () -> {
            leave();
            PlatformUI.getWorkbench().getHelpSystem().displayHelp();
        });
    }

    @Override
    public void setFocus() {
        first.setFocus();
    }

    /** Nothing changes when the page is moved to the side. */
    @Override
    public void standbyStateChanged(boolean standby) {
        // the links are as good at the side
    }

    private Link step(Composite page, String text, Step step) {
        Link link = new Link(page, SWT.WRAP);
        link.setText(text);
        link.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        link.addListener(SWT.Selection, event -> {
            try {
                step.take();
            } catch (CommandException e) {
                ILog.of(Welcome.class).error(e.getMessage(), e);
            }
        });
        return link;
    }

    private void openFirstPicture() throws CommandException {
        leave();
        FirstStart.openFirstPicture();
    }

    /** Goes out of the way of what a step opens in the window. */
    private void leave() {
        PlatformUI.getWorkbench().getIntroManager().closeIntro(this);
    }

    private static void run(String id, Map<String, String> parameters) throws CommandException {
        Command command = PlatformUI.getWorkbench().getService(ICommandService.class).getCommand(id);
        PlatformUI.getWorkbench().getService(IHandlerService.class)
                .executeCommand(ParameterizedCommand.generateCommand(command, parameters), null);
    }
}
