// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.editor.canvas.theme.Spacing;
import org.stillroom.graph.Layout;

/** The Markdown of a note. */
public final class NoteSection extends GraphSection {

    private final TypingPause pause = new TypingPause(this::take);
    private Text text;
    private boolean showing;

    @Override
    void create(Composite area) {
        GridLayoutFactory.fillDefaults().margins(Spacing.MEDIUM, Spacing.MEDIUM).applyTo(area);
        getWidgetFactory().createLabel(area, Messages.noteText);
        text = getWidgetFactory().createText(area, "", SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).hint(240, 120).applyTo(text);
        text.addListener(SWT.Modify, event -> {
            if (!showing) {
                pause.typed(first().editor());
            }
        });
        text.addListener(SWT.FocusOut, event -> commit());
    }

    @Override
    public boolean shouldUseExtraSpace() {
        return true;
    }

    @Override
    void update() {
        id().map(id -> graph().layout().notes().get(id)).map(Layout.Note::text).ifPresent(shown -> {
            showing = true;
            if (!pause.pending() && !typed().equals(shown)) {
                text.setText(shown);
            }
            showing = false;
        });
    }

    @Override
    void commit() {
        pause.flush();
    }

    private void take() {
        id().ifPresent(id -> first().context().execute(LayoutEdits.noteText(id, typed())));
    }

    private String typed() {
        return text.getText().replace("\r\n", "\n");
    }

    private Optional<String> id() {
        return first().item() instanceof CanvasItem.NoteItem named ? Optional.of(named.id()) : Optional.empty();
    }
}
