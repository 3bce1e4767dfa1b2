// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import java.util.List;
import java.util.Optional;
import org.eclipse.jface.preference.FieldEditor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.stillroom.workbench.services.Preferences;

/** A device by its name, and a button that looks which there are. */
final class DeviceField extends FieldEditor {

    static final int COLUMNS = 3;

    private Combo combo;
    private Button find;
    private Label found;
    private boolean valid = true;

    DeviceField(String key, String label, Composite parent) {
        init(key, label);
        createControl(parent);
    }

    @Override
    protected void doFillIntoGrid(Composite parent, int columns) {
        Control label = getLabelControl(parent);
        label.setLayoutData(new GridData());
        combo = new Combo(parent, SWT.DROP_DOWN);
        combo.setItems(Preferences.AUTO, "cpu", "cuda:0");
        combo.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, columns - 2, 1));
        combo.addModifyListener(event -> changed());
        find = new Button(parent, SWT.PUSH);
        find.setText(Messages.DeviceField_find);
        find.setToolTipText(Messages.DeviceField_findTip);
        find.addListener(SWT.Selection, event -> find());
        new Label(parent, SWT.NONE);
        found = new Label(parent, SWT.WRAP);
        found.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, columns - 1, 1));
    }

    @Override
    protected void adjustForNumColumns(int columns) {
        ((GridData) combo.getLayoutData()).horizontalSpan = columns - 2;
        ((GridData) found.getLayoutData()).horizontalSpan = columns - 1;
    }

    @Override
    public int getNumberOfControls() {
        return COLUMNS;
    }

    @Override
    protected void doLoad() {
        combo.setText(getPreferenceStore().getString(getPreferenceName()));
    }

    @Override
    protected void doLoadDefault() {
        combo.setText(getPreferenceStore().getDefaultString(getPreferenceName()));
    }

    @Override
    protected void doStore() {
        getPreferenceStore().setValue(getPreferenceName(), combo.getText().strip());
    }

    @Override
    public boolean isValid() {
        return valid;
    }

    @Override
    protected void refreshValidState() {
        Optional<String> problem = ValueCheck.device(combo.getText());
        valid = problem.isEmpty();
        if (valid) {
            clearErrorMessage();
        } else {
            showErrorMessage(problem.get());
        }
    }

    private void changed() {
        boolean before = valid;
        refreshValidState();
        fireStateChanged(IS_VALID, before, valid);
        setPresentsDefaultValue(false);
    }

    private void find() {
        find.setEnabled(false);
        found.setText(Messages.DeviceField_looking);
        DeviceSearch.start(combo.getDisplay(), this::show);
    }

    private void show(List<String> devices, String sentence) {
        if (!combo.isDisposed()) {
            String typed = combo.getText();
            combo.setItems(devices.toArray(String[]::new));
            combo.setText(typed);
            found.setText(sentence);
            found.getParent().layout();
            find.setEnabled(true);
        }
    }
}
