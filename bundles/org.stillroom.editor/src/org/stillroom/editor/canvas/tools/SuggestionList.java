// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.stillroom.editor.canvas.theme.Theme;

/** What may be chosen, below the field that is typed in; narrowed down by what is typed. */
final class SuggestionList {

    /**
     * Something to choose.
     *
     * @param value what is taken
     * @param label what is shown
     */
    record Suggestion(String value, String label) {}

    private static final int MOST_SHOWN = 10;

    private final List<Suggestion> all;
    private final List<Suggestion> shown = new ArrayList<>();
    private final org.eclipse.swt.widgets.List list;
    private final Text text;
    private final Consumer<Suggestion> chosen;

    SuggestionList(Composite parent, Text text, List<Suggestion> all, Theme theme, Consumer<Suggestion> chosen) {
        this.all = all;
        this.text = text;
        this.chosen = chosen;
        list = new org.eclipse.swt.widgets.List(parent, SWT.SINGLE | SWT.V_SCROLL | SWT.BORDER);
        list.setFont(text.getFont());
        list.setBackground(theme.node());
        list.setForeground(theme.text());
        list.addListener(SWT.MouseUp, event -> takeChosen());
        filter("");
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).label().equals(text.getText())) {
                list.select(i);
                list.showSelection();
            }
        }
    }

    void filter(String typed) {
        shown.clear();
        list.removeAll();
        for (Suggestion suggestion : all) {
            if (suggestion.label().toLowerCase(Locale.ROOT).contains(typed)) {
                shown.add(suggestion);
                list.add(suggestion.label());
            }
        }
        list.setVisible(!shown.isEmpty());
        place();
    }

    /** Whether something is left to choose from. */
    boolean offers() {
        return !shown.isEmpty();
    }

    void go(int by) {
        if (!shown.isEmpty()) {
            int at = list.getSelectionIndex();
            list.setSelection(Math.floorMod(at < 0 ? by > 0 ? 0 : -1 : at + by, shown.size()));
        }
    }

    /** Takes what is marked in the list; false where nothing is. */
    boolean takeChosen() {
        int at = list.getSelectionIndex();
        if (at < 0 || !list.isVisible()) {
            return false;
        }
        chosen.accept(shown.get(at));
        return true;
    }

    boolean focused() {
        return !list.isDisposed() && list.isFocusControl();
    }

    void dispose() {
        list.dispose();
    }

    private void place() {
        Rectangle field = text.getBounds();
        int rows = Math.min(Math.max(shown.size(), 1), MOST_SHOWN);
        Point size = list.computeSize(SWT.DEFAULT, rows * list.getItemHeight() + 8);
        int width = Math.max(field.width, size.x);
        int below = field.y + field.height + 1;
        int room = list.getParent().getClientArea().height;
        int y = below + size.y > room && field.y > size.y ? field.y - size.y - 1 : below;
        list.setBounds(field.x, y, width, size.y);
        list.moveAbove(null);
    }
}
