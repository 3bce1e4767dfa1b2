// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.stillroom.pictures.history.PictureEntry;

/** Where a person chooses which two of three or more pictures are compared; not to be seen while there are fewer. */
final class PairBar {

    private final Composite bar;
    private final Combo first;
    private final Combo second;
    private final Consumer<List<PictureEntry>> chosen;
    private List<PictureEntry> offered = List.of();
    private int firstIndex;
    private int secondIndex;

    /** @param chosen told which two are to be shown */
    PairBar(Composite parent, Consumer<List<PictureEntry>> chosen) {
        this.chosen = chosen;
        bar = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(4).margins(4, 2).applyTo(bar);
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(bar);
        bar.setVisible(false);
        first = combo(Messages.pairFirst, Messages.pairFirstTip);
        second = combo(Messages.pairSecond, Messages.pairSecondTip);
    }

    /**
     * Offers pictures; the first two of them are the pair.
     *
     * @param pictures oldest first
     */
    void offer(List<PictureEntry> pictures) {
        offered = List.copyOf(pictures);
        firstIndex = 0;
        secondIndex = 1;
        String[] labels = offered.stream().map(this::label).toArray(String[]::new);
        boolean shown = offered.size() > 2;
        if (shown) {
            first.setItems(labels);
            second.setItems(labels);
            mark();
        }
        if (shown != bar.getVisible()) {
            bar.setVisible(shown);
            ((GridData) bar.getLayoutData()).exclude = !shown;
            bar.getParent().layout();
        }
    }

    /** Whether all that it offers is still there. */
    boolean offersOnly(Collection<PictureEntry> there) {
        return there.containsAll(offered);
    }

    List<PictureEntry> offered() {
        return offered;
    }

    Composite control() {
        return bar;
    }

    private Combo combo(String label, String tip) {
        new Label(bar, SWT.NONE).setText(label);
        Combo combo = new Combo(bar, SWT.READ_ONLY | SWT.DROP_DOWN);
        combo.setToolTipText(tip);
        GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(combo);
        combo.addListener(SWT.Selection, event -> choose());
        return combo;
    }

    /** Where one is chosen that is shown already, the two change places. */
    private void choose() {
        int newFirst = first.getSelectionIndex();
        int newSecond = second.getSelectionIndex();
        if (newFirst == newSecond) {
            newFirst = newFirst == firstIndex ? secondIndex : newFirst;
            newSecond = newSecond == secondIndex ? firstIndex : newSecond;
        }
        firstIndex = newFirst;
        secondIndex = newSecond;
        mark();
        chosen.accept(List.of(offered.get(firstIndex), offered.get(secondIndex)));
    }

    private void mark() {
        first.select(firstIndex);
        second.select(secondIndex);
    }

    /** With the time where the pictures are not of one run. */
    private String label(PictureEntry entry) {
        List<String> words = new ArrayList<>(List.of(HistoryStrip.name(entry)));
        if (offered.stream().anyMatch(other -> other.run() != entry.run())) {
            words.add(HistoryStrip.time(entry));
        }
        return String.join("  ", words);
    }
}
