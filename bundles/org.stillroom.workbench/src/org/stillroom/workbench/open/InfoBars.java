// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.open;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.stillroom.editor.canvas.theme.Spacing;
import org.stillroom.workbench.services.Guard;

/**
 * Sentences above the canvas, with buttons for what can be done about them. They wait until somebody has time, so that
 * nothing that happens outside interrupts an edit.
 */
public final class InfoBars {

    /** What a bar is about; there is at most one of each, and they stand in this order. */
    public enum About { RECOVERY, DISK, READ_ONLY, CONFLICTS, MISSING_NODES, MISSING_MODELS, GRAPH, RUN }

    /**
     * A button of a bar.
     *
     * @param stays whether the bar does when it is pressed, as it shows what is left to do
     */
    public record Choice(String label, Runnable action, boolean stays) {

        public Choice(String label, Runnable action) {
            this(label, action, false);
        }
    }

    /** One of several things that a bar is about, with buttons of its own. */
    public record Line(String sentence, List<Choice> choices) {}

    private final Composite area;
    private final Map<About, Composite> bars = new EnumMap<>(About.class);

    /** @param area takes the whole width and as much height as the bars need */
    public InfoBars(Composite area) {
        this.area = area;
        GridLayoutFactory.fillDefaults().spacing(0, 1).applyTo(area);
    }

    /** Shows a sentence, in the place of an earlier one about the same. */
    public void show(About about, boolean error, String sentence, List<Choice> choices) {
        show(about, error, sentence, choices, List.of());
    }

    /** Shows a sentence and, below, what it is about one by one, in the place of an earlier bar about the same. */
    public void show(About about, boolean error, String sentence, List<Choice> choices, List<Line> lines) {
        if (area.isDisposed()) {
            return;
        }
        boolean focused = hasFocus(about);
        remove(about);
        // the colors are the theme's, as those for information do not go with every theme
        Composite bar = new Composite(area, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(bar);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(bar);
        row(bar, about, Optional.of(error), new Line(sentence, choices));
        lines.forEach(line -> row(bar, about, Optional.empty(), line));
        bar.setData(InfoBars.class.getName(), sentence);
        bars.put(about, bar);
        order();
        layout();
        if (focused) {
            bar.setFocus();
        }
    }

    /** @param error empty for a line that needs no sign of its own */
    private void row(Composite bar, About about, Optional<Boolean> error, Line line) {
        Composite row = new Composite(bar, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        GridLayoutFactory.fillDefaults().numColumns(2 + line.choices().size()).margins(Spacing.MEDIUM, 1).applyTo(row);
        Label icon = new Label(row, SWT.NONE);
        Image sign = PlatformUI.getWorkbench().getSharedImages().getImage(error.orElse(false)
                ? ISharedImages.IMG_OBJS_ERROR_TSK : ISharedImages.IMG_OBJS_INFO_TSK);
        if (error.isPresent()) {
            icon.setImage(sign);
        } else {
            GridDataFactory.fillDefaults().hint(sign.getBounds().width, SWT.DEFAULT).applyTo(icon);
        }
        Label text = new Label(row, SWT.WRAP);
        text.setText(line.sentence().replace("&", "&&"));
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(200, SWT.DEFAULT)
                .applyTo(text);
        for (Choice choice : line.choices()) {
            Button button = new Button(row, SWT.PUSH);
            button.setText(choice.label());
            if (error.isEmpty()) {
                String spoken = choice.label().replace("&", "") + ": " + line.sentence();
                button.getAccessible().addAccessibleListener(
                        AccessibleListener.getNameAdapter(event -> event.result = spoken));
            }
            button.addListener(SWT.Selection, event -> {
                if (!choice.stays()) {
                    hide(about);
                }
                Guard.run(choice.label(), choice.action());
            });
        }
    }

    private boolean hasFocus(About about) {
        Composite bar = bars.get(about);
        for (Control at = area.getDisplay().getFocusControl(); at != null; at = at.getParent()) {
            if (at == bar) {
                return true;
            }
        }
        return false;
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
