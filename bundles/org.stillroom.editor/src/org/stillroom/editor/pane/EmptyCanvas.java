// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.pane;

import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.stillroom.edit.GraphDocument;
import org.stillroom.edit.Items;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.theme.Spacing;
import org.stillroom.editor.canvas.theme.Theme;

/** In the middle of a canvas with nothing on it: how to begin. */
final class EmptyCanvas {

    private final GraphCanvas canvas;
    private final Composite area;

    EmptyCanvas(Composite parent, GraphCanvas canvas, List<Beginning> ways) {
        this.canvas = canvas;
        area = ViewCorner.plain(new Composite(parent, SWT.NONE));
        area.setLayoutData(FloatLayout.Place.MIDDLE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(Spacing.HUGE, Spacing.HUGE)
                .spacing(Spacing.LARGE, Spacing.MEDIUM).applyTo(area);
        Label title = ViewCorner.plain(new Label(area, SWT.NONE));
        title.setText(Messages.empty);
        title.setFont(canvas.look().fonts().outside());
        GridDataFactory.fillDefaults().span(2, 1).applyTo(title);
        ways.forEach(this::add);
        Runnable style = this::style;
        canvas.addThemeListener(style);
        GraphDocument document = canvas.context().document();
        GraphDocument.Listener edited = (before, after) -> show();
        document.addListener(edited);
        area.addListener(SWT.Dispose, event -> {
            document.removeListener(edited);
            canvas.removeThemeListener(style);
        });
        style();
        show();
    }

    Composite control() {
        return area;
    }

    private void add(Beginning way) {
        Button button = new Button(area, SWT.PUSH);
        button.setText(way.label());
        button.addListener(SWT.Selection, event -> way.action().run());
        GridDataFactory.fillDefaults().applyTo(button);
        Label hint = ViewCorner.plain(new Label(area, SWT.WRAP));
        hint.setText(way.hint());
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).applyTo(hint);
    }

    private void show() {
        boolean empty = canvas.context().host().editable() && Items.all(canvas.context().document().graph()).isEmpty();
        if (!area.isDisposed() && area.getVisible() != empty) {
            area.setVisible(empty);
        }
    }

    private void style() {
        Theme theme = canvas.theme();
        area.setBackground(theme.canvas());
        boolean first = true;
        for (Control child : area.getChildren()) {
            if (child instanceof Label) {
                child.setBackground(theme.canvas());
                child.setForeground(first ? theme.text() : theme.dim());
                first = false;
            }
        }
    }
}
