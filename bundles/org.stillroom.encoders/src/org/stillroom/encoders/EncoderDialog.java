// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.workbench.services.HelpContexts;
import org.stillroom.workbench.services.Preferences;
import org.stillroom.workbench.services.WorkbenchState;

/** Lists the encoders of the model folders, which it looks for in the background, to choose from. */
abstract class EncoderDialog extends TitleAreaDialog {

    private final EncoderQuestion question;
    private final Supplier<ModelFolders> folders;
    private EncoderTable table;
    private Label details;
    private EncoderSearch search;
    private String wanted;

    /** @param folders asked anew whenever the model folders change */
    EncoderDialog(Shell shell, EncoderQuestion question, Supplier<ModelFolders> folders) {
        super(shell);
        this.question = question;
        this.folders = folders;
        setShellStyle(getShellStyle() | SWT.RESIZE);
        setHelpAvailable(false);
    }

    /** Whether several encoders are to be checked, else one selected. */
    abstract boolean several();

    abstract String title();

    /** What to do, in the title area. */
    abstract String prompt();

    /** What is chosen is not what can be done; empty if all is well. */
    abstract String objection();

    /** Something to know before pressing the button, or empty. */
    abstract String warning();

    /** Keeps what is chosen, before the dialog closes. */
    abstract void choose();

    EncoderQuestion question() {
        return question;
    }

    EncoderTable table() {
        return table;
    }

    Button ok() {
        return getButton(IDialogConstants.OK_ID);
    }

    /** Whether it is still looking for encoders. */
    boolean looking() {
        return search != null && search.running();
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(title());
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        (several() ? HelpContexts.COMPARE : HelpContexts.SWAP).explain(area);
        setTitle(title());
        Composite body = new Composite(area, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(body);
        GridLayoutFactory.swtDefaults().margins(12, 12).applyTo(body);
        table = new EncoderTable(body, several(), question.current(), this::changed);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        table.viewer().addDoubleClickListener(event -> take());
        details = new Label(body, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(300, SWT.DEFAULT).applyTo(details);
        search = new EncoderSearch(body, table, this::changed, this::end);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(search);
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Button choose = createButton(parent, IDialogConstants.CLIENT_ID, Messages.EncoderDialog_folder, false);
        choose.setToolTipText(Messages.EncoderDialog_folderTip);
        Label gap = new Label(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(gap);
        GridLayout layout = (GridLayout) parent.getLayout();
        layout.numColumns++;
        layout.makeColumnsEqualWidth = false;
        GridDataFactory.fillDefaults().grab(true, false).applyTo(parent);
        createButton(parent, IDialogConstants.OK_ID, title(), true);
        createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
    }

    @Override
    public void create() {
        super.create();
        table.filter().setFocus();
        look(question.current());
    }

    @Override
    protected void buttonPressed(int button) {
        if (button == IDialogConstants.CLIENT_ID) {
            String chosen = new DirectoryDialog(getShell(), SWT.OPEN).open();
            if (chosen != null) {
                chosen(Path.of(chosen));
            }
        } else {
            super.buttonPressed(button);
        }
    }

    @Override
    protected void okPressed() {
        choose();
        super.okPressed();
    }

    @Override
    public boolean close() {
        if (search != null) {
            search.stop();
        }
        return super.close();
    }

    @Override
    protected IDialogSettings getDialogBoundsSettings() {
        return WorkbenchState.dialog(getClass().getSimpleName());
    }

    /** Shows the encoder in a folder that a person chose, after adding to the model folders what is needed. */
    void chosen(Path folder) {
        ChosenFolder chosen = ChosenFolder.of(folders.get(), folder);
        if (chosen.add().isPresent()) {
            Path add = chosen.add().get();
            if (!confirm(NLS.bind(Messages.EncoderDialog_add, folder, add))) {
                return;
            }
            Preferences.addModelFolder(add);
        } else if (chosen.name().isEmpty()) {
            setMessage(NLS.bind(Messages.EncoderDialog_known, folder), IMessageProvider.INFORMATION);
            return;
        }
        look(chosen.name());
    }

    /** Asks whether to go on. */
    boolean confirm(String text) {
        return MessageDialog.openQuestion(getShell(), title(), text);
    }

    /** Shows again what is to be said of what is chosen. */
    void changed() {
        if (getShell() == null || ok() == null) {
            return;
        }
        String objection = objection();
        String warning = warning();
        ok().setEnabled(objection.isEmpty());
        setMessage(warning.isEmpty() ? prompt() : warning,
                warning.isEmpty() ? IMessageProvider.NONE : IMessageProvider.WARNING);
        details.setText(table.selected().map(EncoderLabels::details).orElse(""));
        details.requestLayout();
    }

    /** Takes what is chosen, as the button does. */
    private void take() {
        if (ok().isEnabled()) {
            okPressed();
        }
    }

    private void look(String select) {
        wanted = select;
        search.stop();
        table.clear(select);
        search.start(folders.get(), question.denoisers());
        changed();
    }

    private void end(String failure) {
        changed();
        if (!failure.isEmpty()) {
            setMessage(NLS.bind(Messages.EncoderDialog_failed, failure), IMessageProvider.ERROR);
        } else if (table.rows().isEmpty()) {
            setMessage(Messages.EncoderDialog_none, IMessageProvider.INFORMATION);
        } else if (!wanted.isEmpty() && !wanted.equals(question.current()) && table.row(wanted).isEmpty()) {
            setMessage(NLS.bind(Messages.EncoderDialog_noEncoder, wanted), IMessageProvider.WARNING);
        }
    }
}
