// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.open;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.stillroom.workbench.services.Guard;

/**
 * Sentences above the canvas, with buttons for what can be done about them. They wait until somebody has time, so that
 * nothing that happens outside interrupts an edit.
 */
public final class InfoBars {

    /** What a bar is about; there is at most one of each, and they stand in this order. */
    public enum About { RECOVERY, DISK, READ_ONLY, MISSING_NODES, GRAPH, RUN }

    /** A button of a bar. */
    public record Choice(String label, Runnable action) {}

    private final Composite area;
    private final Map<About, Composite> bars = new EnumMap<>(About.class);

    /** @param area takes the whole width and as much height as the bars need */
    public InfoBars(Composite area) {
        this.area = area;
        GridLayoutFactory.fillDefaults().spacing(0, 1).applyTo(area);
    }

    /** Shows a sentence, in the place of an earlier one about the same. */
    public void show(About about, boolean error, String sentence, List<Choice> choices) {
        if (area.isDisposed()) {
            return;
        }
        remove(about);
        // the colors are the theme's, as those for information do not go with every theme
        Composite bar = new Composite(area, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(bar);
        GridLayoutFactory.fillDefaults().numColumns(2 + choices.size()).margins(6, 3).applyTo(bar);
        Label icon = new Label(bar, SWT.NONE);
        icon.setImage(PlatformUI.getWorkbench().getSharedImages().getImage(
                error ? ISharedImages.IMG_OBJS_ERROR_TSK : ISharedImages.IMG_OBJS_INFO_TSK));
        Label text = new Label(bar, SWT.WRAP);
        text.setText(sentence.replace("&", "&&"));
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(200, SWT.DEFAULT)
                .applyTo(text);
        for (Choice choice : choices) {
            Button button = new Button(bar, SWT.PUSH);
            button.setText(choice.label());
            button.addListener(SWT.Selection, event -> {
                hide(about);
                Guard.run(choice.label(), choice.action());
            });
        }
        bar.setData(InfoBars.class.getName(), sentence);
        bars.put(about, bar);
        order();
        layout();
    }

    /** Shows a sentence that can be put away, or nothing any more where it is empty. */
    public void say(About about, boolean error, String sentence) {
        if (sentence.isEmpty()) {
            hide(about);
        } else {
            show(about, error, sentence, List.of(new Choice(Messages.InfoBars_hide, () -> { })));
        }
    }

    public void hide(About about) {
        if (remove(about)) {
            layout();
        }
    }

    /** The sentence that is shown about something. */
    public Optional<String> sentence(About about) {
        return Optional.ofNullable(bars.get(about)).filter(bar -> !bar.isDisposed())
                .map(bar -> (String) bar.getData(InfoBars.class.getName()));
    }

    private boolean remove(About about) {
        Composite bar = bars.remove(about);
        if (bar == null || bar.isDisposed()) {
            return false;
        }
        bar.dispose();
        return true;
    }

    private void order() {
        Composite above = null;
        for (Composite bar : bars.values()) {
            bar.moveBelow(above);
            if (above == null) {
                bar.moveAbove(null);
            }
            above = bar;
        }
    }

    private void layout() {
        if (!area.isDisposed()) {
            area.getParent().layout(true, true);
        }
    }
}
