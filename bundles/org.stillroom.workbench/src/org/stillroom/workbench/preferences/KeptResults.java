// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.stillroom.engine.DiskCache;
import org.stillroom.nodes.contract.Quantity;

/**
 * What the folder of results that outlive the program holds, and how much it may hold. The limit belongs to the folder
 * and not to the preferences, as a team may share it.
 */
final class KeptResults {

    private static final int MEGABYTE = 1_000_000;
    private static final int MOST = 10_000_000;
    private static final int STEP = 500;

    private final Supplier<Optional<Path>> folder;
    private final Label held;
    private final Button clear;
    private final Spinner limit;
    private Optional<DiskCache> shown = Optional.empty();

    /** @param folder that is chosen at the moment; empty for none */
    KeptResults(Composite parent, int columns, Supplier<Optional<Path>> folder) {
        this.folder = folder;
        new Label(parent, SWT.NONE).setText(Messages.KeptResults_limit);
        limit = new Spinner(parent, SWT.BORDER);
        limit.setValues(1, 1, MOST, 0, STEP, 10 * STEP);
        limit.setLayoutData(new GridData(SWT.BEGINNING, SWT.CENTER, false, false, columns - 1, 1));
        Composite row = new Composite(parent, SWT.NONE);
        row.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, columns, 1));
        GridLayout layout = new GridLayout(2, false);
        layout.marginWidth = 0;
        row.setLayout(layout);
        held = new Label(row, SWT.WRAP);
        held.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        clear = new Button(row, SWT.PUSH);
        clear.setText(Messages.KeptResults_clear);
        clear.addListener(SWT.Selection, event -> clear());
        refresh();
    }

    /** Looks into the folder anew; what is there is one directory of files a model. */
    void refresh() {
        shown = folder.get().map(DiskCache::new);
        limit.setEnabled(shown.isPresent());
        shown.ifPresent(disk -> limit.setSelection((int) (disk.limit() / MEGABYTE)));
        held();
    }

    /** Gives the folder the limit that was chosen; empty if it could be done. */
    Optional<String> apply() {
        if (shown.isEmpty() || shown.get().limit() / MEGABYTE == limit.getSelection()) {
            return Optional.empty();
        }
        try {
            shown.get().limit((long) limit.getSelection() * MEGABYTE);
            held();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(NLS.bind(Messages.KeptResults_cannot, shown.get().folder(), e.getMessage()));
        }
    }

    private void clear() {
        shown.ifPresent(disk -> {
            try {
                disk.clear(entry -> true);
                held();
            } catch (IOException e) {
                tell(NLS.bind(Messages.KeptResults_cannot, disk.folder(), e.getMessage()), true);
            }
        });
    }

    private void held() {
        if (shown.isEmpty()) {
            tell(Messages.KeptResults_none, false);
            return;
        }
        DiskCache disk = shown.get();
        try {
            List<DiskCache.Entry> entries = disk.entries();
            tell(NLS.bind(Messages.KeptResults_held, new Object[] {
                entries.stream().mapToInt(DiskCache.Entry::results).sum(), entries.size(),
                Quantity.bytes(entries.stream().mapToLong(DiskCache.Entry::bytes).sum()).text(), disk.folder()}),
                    !entries.isEmpty());
        } catch (IOException e) {
            tell(NLS.bind(Messages.KeptResults_cannot, disk.folder(), e.getMessage()), false);
        }
    }

    private void tell(String words, boolean clearable) {
        held.setText(words);
        clear.setEnabled(clearable);
        held.getParent().requestLayout();
    }
}
