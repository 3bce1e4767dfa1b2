// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.ColorSelector;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.editor.canvas.theme.Spacing;
import org.stillroom.graph.Layout;

/** Title and color of a frame. */
public final class FrameSection extends GraphSection {

    private static final RGB GREY = new RGB(128, 128, 128);

    private final TypingPause pause = new TypingPause(this::take);
    private Text title;
    private ColorSelector color;
    private Button theme;
    private boolean showing;

    @Override
    void create(Composite area) {
        GridLayoutFactory.fillDefaults().numColumns(3).margins(Spacing.MEDIUM, Spacing.MEDIUM).applyTo(area);
        getWidgetFactory().createLabel(area, Messages.title);
        title = getWidgetFactory().createText(area, "", SWT.SINGLE);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(title);
        title.addListener(SWT.Modify, event -> {
            if (!showing) {
                pause.typed(first().editor());
            }
        });
        title.addListener(SWT.FocusOut, event -> commit());
        title.addListener(SWT.DefaultSelection, event -> commit());
        getWidgetFactory().createLabel(area, Messages.color);
        color = new ColorSelector(area);
        color.addListener(event -> setColor(hex(color.getColorValue())));
        theme = getWidgetFactory().createButton(area, Messages.themeColor, SWT.PUSH);
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(theme);
        theme.addListener(SWT.Selection, event -> setColor(""));
    }

    @Override
    void update() {
        frame().ifPresent(frame -> {
            showing = true;
            if (!pause.pending() && !title.getText().equals(frame.title())) {
                title.setText(frame.title());
            }
            showing = false;
            color.setColorValue(rgb(frame.color()));
            theme.setEnabled(!frame.color().isEmpty());
        });
    }

    @Override
    void commit() {
        pause.flush();
    }

    private void take() {
        id().ifPresent(id -> first().context().execute(LayoutEdits.frameTitle(id, title.getText())));
    }

    private void setColor(String hex) {
        id().ifPresent(id -> first().context().execute(LayoutEdits.frameColor(id, hex)));
    }

    private Optional<String> id() {
        return first().item() instanceof CanvasItem.FrameItem named ? Optional.of(named.id()) : Optional.empty();
    }

    private Optional<Layout.Frame> frame() {
        return id().map(id -> graph().layout().frames().get(id));
    }

    private static String hex(RGB rgb) {
        return String.format("#%02x%02x%02x", rgb.red, rgb.green, rgb.blue);
    }

    private static RGB rgb(String hex) {
        if (!hex.matches("#[0-9a-fA-F]{6}")) {
            return GREY;
        }
        int value = Integer.parseInt(hex.substring(1), 16);
        return new RGB(value >> 16 & 255, value >> 8 & 255, value & 255);
    }
}
