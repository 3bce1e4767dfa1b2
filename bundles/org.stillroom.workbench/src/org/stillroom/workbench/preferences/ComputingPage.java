// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import java.util.Optional;
import org.eclipse.jface.preference.BooleanFieldEditor;
import org.eclipse.jface.preference.FieldEditor;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.IntegerFieldEditor;
import org.eclipse.jface.util.PropertyChangeEvent;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.stillroom.torch.models.ModelCache;
import org.stillroom.workbench.services.HelpContexts;
import org.stillroom.workbench.services.Preferences;

/** What computes, with how much memory, and by which libtorch. */
public final class ComputingPage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {

    private static final long MIB = 1L << 20;
    private static final int HINT_WIDTH = 420;

    private CheckedFolder results;
    private String resultsText = "";
    private KeptResults kept;

    public ComputingPage() {
        super(GRID);
        setPreferenceStore(Preferences.store());
        setDescription(Messages.ComputingPage_description);
    }

    @Override
    public void init(IWorkbench workbench) {
        // the store is known already
    }

    @Override
    protected void createFieldEditors() {
        HelpContexts.PREFERENCES.explain(getFieldEditorParent());
        Composite parent = getFieldEditorParent();
        addField(new DeviceField(Preferences.DEVICE, Messages.ComputingPage_device, parent));
        int machine = (int) (ModelCache.machineMemory() / MIB);
        IntegerFieldEditor budget = new IntegerFieldEditor(Preferences.MEMORY_BUDGET_MIB,
                Messages.ComputingPage_budget, parent);
        budget.setValidRange(0, machine);
        budget.setErrorMessage(NLS.bind(Messages.ComputingPage_budgetRange, machine));
        addField(budget);
        hint(parent, Messages.ComputingPage_budgetHint);
        addField(new CheckedFolder(Preferences.LIBTORCH, Messages.ComputingPage_libtorch, ValueCheck::libtorch,
                parent));
        hint(parent, Messages.ComputingPage_libtorchHint);
        CudaButton.add(parent, DeviceField.COLUMNS);
        addField(new BooleanFieldEditor(Preferences.KEEP_RESULTS, Messages.ComputingPage_keep, parent));
        results = new CheckedFolder(Preferences.RESULTS_FOLDER, Messages.ComputingPage_results,
                ValueCheck::resultsFolder, parent);
        addField(results);
        hint(parent, Messages.ComputingPage_resultsHint);
        kept = new KeptResults(parent, DeviceField.COLUMNS, () -> Preferences.resultsFolder(resultsText));
    }

    @Override
    protected void initialize() {
        super.initialize();
        resultsText = results.getStringValue();
        kept.refresh();
    }

    @Override
    public void propertyChange(PropertyChangeEvent event) {
        super.propertyChange(event);
        if (event.getSource() == results && event.getProperty().equals(FieldEditor.VALUE)) {
            resultsText = results.getStringValue();
            kept.refresh();
        }
    }

    @Override
    public boolean performOk() {
        Optional<String> problem = kept.apply();
        problem.ifPresent(this::setErrorMessage);
        return super.performOk() && problem.isEmpty();
    }

    private static void hint(Composite parent, String text) {
        Label hint = new Label(parent, SWT.WRAP);
        hint.setText(text);
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false, DeviceField.COLUMNS, 1);
        data.widthHint = HINT_WIDTH;
        hint.setLayoutData(data);
    }
}
