// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;
import org.eclipse.ui.dialogs.FilteredList;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.workbench.services.OfferedModel.Fit;

/**
 * Lists the models that fit a parameter, with what each is; on demand all others, too. The list fills as models are
 * found and looked at.
 */
public final class ModelDialog extends ElementListSelectionDialog {

    private static final String BUNDLE = "org.stillroom.workbench";

    /** In characters. */
    private static final int WIDTH = 90;
    private static final int HEIGHT = 18;

    private final Path folder;
    private final Parameter parameter;
    private final Runnable found = this::fill;
    private Label message;
    private Button all;

    ModelDialog(Shell shell, Path folder, Parameter parameter) {
        super(shell, LabelProvider.createTextProvider(model -> text((OfferedModel) model)));
        this.folder = folder;
        this.parameter = parameter;
        setTitle(NLS.bind(Messages.ModelDialog_title, parameter.label()));
        setMessage(Messages.ModelDialog_message);
        setEmptyListMessage(Messages.ModelDialog_none);
        setEmptySelectionMessage(Messages.ModelDialog_none);
        setValidator(ModelDialog::status);
        setSize(WIDTH, HEIGHT);
        // names are paths: what is typed may stand anywhere in them
        setFilter("*");
        setElements(offered(false));
    }

    /**
     * Asks for a model.
     *
     * @param folder of the graph
     * @param parameter that it is for
     * @return its name, as graphs name it; empty if none was chosen
     */
    public static Optional<String> ask(Shell shell, Path folder, Parameter parameter) {
        ModelDialog dialog = new ModelDialog(shell, folder, parameter);
        return dialog.open() == Window.OK && dialog.getFirstResult() instanceof OfferedModel model
                ? Optional.of(model.name()) : Optional.empty();
    }

    private static String text(OfferedModel model) {
        return model.summary().isEmpty() ? model.name()
                : NLS.bind(Messages.ModelDialog_model, model.name(), model.summary());
    }

    /** A model with a problem may be chosen: the graph then says what is wrong with it. */
    private static IStatus status(Object[] selection) {
        return selection.length == 1 && selection[0] instanceof OfferedModel model && !model.problem().isEmpty()
                ? new Status(IStatus.WARNING, BUNDLE, model.problem()) : new Status(IStatus.OK, BUNDLE, "");
    }

    @Override
    protected Label createMessageArea(Composite composite) {
        message = super.createMessageArea(composite);
        return message;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        if (!parameter.accepts().isEmpty()) {
            all = new Button(area, SWT.CHECK);
            all.setText(Messages.ModelDialog_all);
            all.addListener(SWT.Selection, event -> fill());
        }
        Models.get().addListener(found);
        area.addDisposeListener(event -> Models.get().removeListener(found));
        fill();
        return area;
    }

    /** What is selected is asked for anew when it is selected again, after the list was filled. */
    @Override
    protected FilteredList createFilteredList(Composite parent) {
        FilteredList list = super.createFilteredList(parent);
        list.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> validateCurrentSelection()));
        return list;
    }

    /** It may fill later. */
    @Override
    protected void handleEmptyList() {
        updateOkState();
    }

    private Object[] offered(boolean withOthers) {
        return Models.get().offered(folder, parameter.accepts()).stream()
                .filter(model -> withOthers || model.fit() == Fit.YES).toArray();
    }

    private void fill() {
        if (message == null || message.isDisposed()) {
            return;
        }
        List<String> selected =
                Arrays.stream(getSelectedElements()).map(model -> ((OfferedModel) model).name()).toList();
        Object[] models = offered(all != null && all.getSelection());
        setListElements(models);
        Object[] again = Arrays.stream(models).filter(model -> selected.contains(((OfferedModel) model).name()))
                .toArray();
        if (again.length > 0) {
            setSelection(again);
        }
        message.setText(Models.get().looking() ? Messages.ModelDialog_looking : Messages.ModelDialog_message);
        message.requestLayout();
    }
}
