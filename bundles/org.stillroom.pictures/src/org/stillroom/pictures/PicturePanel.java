// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.util.List;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.stillroom.pictures.history.PictureEntry;
import org.stillroom.pictures.history.PictureHistory;

/**
 * The picture canvas with the history beside it. The newest picture is shown until somebody pins another; two that are
 * selected are compared; of more, a person says which two. Works without the workbench's parts.
 */
final class PicturePanel implements Loading.Screen {

    /** Narrower than this, the history lies below the picture. */
    private static final int NARROW = 480;
    private static final int[] WEIGHTS = {7, 3};

    private final PictureHistory history;
    private final SashForm sash;
    private final PictureCanvas canvas;
    private final Label caption;
    private final PairBar pairs;
    private final HistoryStrip strip;
    private final Counterpart counterpart;
    private final Loading loading;
    private final Runnable historyChanged;
    private List<PictureEntry> shown = List.of();
    /** How two pictures are shown. */
    private Mode pairMode = Mode.SIDE_BY_SIDE;
    private Likeness comparison;
    private boolean pinned;
    private Runnable onChange = () -> {};

    PicturePanel(Composite parent, PictureHistory history, PictureCache cache) {
        this.history = history;
        sash = new SashForm(parent, SWT.HORIZONTAL);
        Composite left = new Composite(sash, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(left);
        canvas = new PictureCanvas(left, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(canvas);
        pairs = new PairBar(left, this::display);
        caption = new Label(left, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).indent(4, 2).applyTo(caption);
        strip = new HistoryStrip(sash);
        sash.setWeights(WEIGHTS);
        sash.addListener(SWT.Resize, event -> turn());
        loading = new Loading(cache, this, parent.getDisplay());
        counterpart = new Counterpart(cache, sash);
        historyChanged = () -> Displays.post(sash, this::follow);
        history.addListener(historyChanged);
        sash.addDisposeListener(event -> {
            history.removeListener(historyChanged);
            loading.stop();
            counterpart.stop();
        });
        strip.control().addListener(SWT.Selection, event -> choose(strip.selection()));
        canvas.onChange(this::changed);
        canvas.addListener(SWT.Paint, event -> shade());
        canvas.showMessage(Messages.empty);
        follow();
    }

    /** @param listener called after what is shown, or the point under the pointer, changed */
    void onChange(Runnable listener) {
        onChange = listener;
    }

    PictureCanvas canvas() {
        return canvas;
    }

    HistoryStrip strip() {
        return strip;
    }

    Composite control() {
        return sash;
    }

    /** Where the two to compare are chosen, if there are more. */
    PairBar pairs() {
        return pairs;
    }

    String caption() {
        return caption.getText();
    }

    /** The pictures that are shown, oldest first; one or two. */
    List<PictureEntry> shown() {
        return shown;
    }

    Mode mode() {
        return shown.size() < 2 ? Mode.SINGLE : pairMode;
    }

    /** How two pictures are shown, or would be. */
    Mode pairMode() {
        return pairMode;
    }

    /** Shows one picture, or two in a mode for two; where one is shown, the nearest that differs from it is added. */
    void setMode(Mode mode) {
        if (mode == Mode.SINGLE) {
            select(shown.isEmpty() ? List.of() : List.of(shown.getLast()));
            return;
        }
        pairMode = mode;
        if (shown.size() == 1) {
            PictureEntry one = shown.getFirst();
            counterpart.find(one, Following.nearest(strip.entries(), one), other -> compare(one, other));
        } else {
            load();
        }
    }

    private void compare(PictureEntry one, Optional<PictureEntry> other) {
        if (!shown.equals(List.of(one))) {
            return;
        }
        other.ifPresentOrElse(found -> select(Following.pair(strip.entries(), one, found)),
                () -> say(Messages.noDifferent, true));
    }

    /** Shows the newest picture of a node, or those of its last run that are looked at together. */
    void showNewest(String graph, String node) {
        List<PictureEntry> made = history.entries().stream()
                .filter(entry -> entry.graph().equals(graph) && entry.node().equals(node)).toList();
        if (!made.isEmpty()) {
            strip.setEntries(history.entries());
            select(Following.newest(made));
        }
    }

    boolean pinned() {
        return pinned;
    }

    /** @param newPinned whether what is shown stays when a run makes a new picture */
    void setPinned(boolean newPinned) {
        pinned = newPinned;
        if (!pinned) {
            follow();
        }
        changed();
    }

    /** The comparison of the two pictures that are shown, as soon as it is known. */
    Optional<Likeness> comparison() {
        return Optional.ofNullable(comparison);
    }

    void select(List<PictureEntry> chosen) {
        strip.select(chosen);
        choose(chosen);
    }

    /** Themes give lists and panes other shades; beside each other they are to be one. */
    private void shade() {
        Color shade = canvas.getBackground();
        if (!shade.equals(strip.control().getBackground())) {
            Displays.post(sash, () -> strip.control().setBackground(shade));
        }
    }

    private void turn() {
        int orientation = sash.getSize().x < NARROW ? SWT.VERTICAL : SWT.HORIZONTAL;
        if (sash.getOrientation() != orientation) {
            sash.setOrientation(orientation);
        }
    }

    private void follow() {
        PictureEntry newestBefore = strip.entries().isEmpty() ? null : strip.entries().getFirst();
        List<PictureEntry> entries = history.entries();
        strip.setEntries(entries);
        boolean newer = !entries.isEmpty() && !entries.getFirst().equals(newestBefore);
        List<PictureEntry> left = shown.stream().filter(entries::contains).toList();
        if (left.isEmpty() || newer && !pinned) {
            select(Following.newest(entries));
        } else if (left.size() < shown.size()) {
            select(left);
        } else if (!pairs.offersOnly(entries)) {
            pairs.offer(left);
        }
    }

    private void choose(List<PictureEntry> chosen) {
        pairs.offer(chosen);
        display(chosen.subList(0, Math.min(2, chosen.size())));
    }

    private void display(List<PictureEntry> wanted) {
        if (!wanted.equals(shown)) {
            shown = List.copyOf(wanted);
            load();
        }
    }

    private void load() {
        comparison = null;
        if (shown.isEmpty()) {
            loading.stop();
            canvas.showMessage(Messages.empty);
        } else {
            loading.request(shown, mode() == Mode.DIFFERENCE);
        }
        changed();
    }

    @Override
    public void show(Pyramid first) {
        canvas.show(first);
    }

    @Override
    public void show(Pyramid first, Pyramid second) {
        canvas.show(first, second, mode());
    }

    @Override
    public void say(String sentence, boolean picturesShown) {
        if (picturesShown) {
            canvas.setMessage(sentence);
        } else {
            canvas.showMessage(sentence);
        }
        changed();
    }

    @Override
    public void difference(Pyramid difference) {
        canvas.setDifference(difference);
    }

    @Override
    public void compared(Likeness found) {
        comparison = found;
        changed();
    }

    @Override
    public boolean gone() {
        return sash.isDisposed();
    }

    private void changed() {
        String text = captionText();
        if (!text.equals(caption.getText())) {
            caption.setText(text);
            caption.setToolTipText(text);
        }
        onChange.run();
    }

    private String captionText() {
        return shown.isEmpty() || canvas.picture().isEmpty() ? ""
                : Caption.of(shown, canvas, mode(), comparison());
    }
}
