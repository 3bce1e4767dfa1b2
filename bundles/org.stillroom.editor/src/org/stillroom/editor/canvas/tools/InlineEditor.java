// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.editor.canvas.tools.SuggestionList.Suggestion;

/**
 * A text field on the canvas, over what it edits. Enter takes what is typed (Ctrl+Enter in a text of several lines), so
 * does leaving it; Esc leaves it as it was. What is wrong is said below at each key, and is not taken.
 */
final class InlineEditor {

    private final String initial;
    private final boolean multiline;
    private List<Suggestion> suggestions = List.of();
    private Function<String, Optional<String>> check = typed -> Optional.empty();
    private BiFunction<String, Integer, Optional<String>> step = (typed, steps) -> Optional.empty();
    private Consumer<Boolean> move = forward -> { };
    private Consumer<String> commit = typed -> { };
    private Text text;
    private Label problem;
    private SuggestionList list;
    private Font font;

    private InlineEditor(String initial, boolean multiline) {
        this.initial = initial;
        this.multiline = multiline;
    }

    static InlineEditor of(String initial, boolean multiline) {
        return new InlineEditor(initial, multiline);
    }

    InlineEditor suggesting(List<Suggestion> all) {
        suggestions = all;
        return this;
    }

    /** @param problem says what is wrong with what is typed; empty if nothing is */
    InlineEditor checking(Function<String, Optional<String>> problem) {
        check = problem;
        return this;
    }

    /** @param next what is typed some steps further, for the arrow keys; empty where there are no steps */
    InlineEditor stepping(BiFunction<String, Integer, Optional<String>> next) {
        step = next;
        return this;
    }

    /** @param next goes to the next field, or back, on Tab */
    InlineEditor moving(Consumer<Boolean> next) {
        move = next;
        return this;
    }

    InlineEditor committing(Consumer<String> taken) {
        commit = taken;
        return this;
    }

    boolean closed() {
        return text == null || text.isDisposed();
    }

    void open(FigureCanvas canvas, Rectangle area, Look look) {
        Theme theme = look.theme();
        text = new Text(canvas, (multiline ? SWT.MULTI | SWT.WRAP | SWT.V_SCROLL : SWT.SINGLE) | SWT.BORDER);
        FontData data = look.fonts().body().getFontData()[0];
        data.setHeight(Math.clamp(Math.round(data.getHeight() * look.scale()), data.getHeight(), 40));
        font = new Font(canvas.getDisplay(), data);
        text.setFont(font);
        text.setForeground(theme.text());
        text.setBackground(theme.field());
        text.setText(label(initial));
        text.addListener(SWT.Dispose, event -> font.dispose());
        place(canvas, area);
        text.selectAll();
        if (!suggestions.isEmpty()) {
            list = new SuggestionList(canvas, text, suggestions, theme, this::choose);
        }
        text.addListener(SWT.Modify, event -> typed(theme));
        text.addListener(SWT.KeyDown, this::key);
        text.addListener(SWT.Traverse, this::traverse);
        text.addListener(SWT.FocusOut, event -> canvas.getDisplay().asyncExec(this::left));
        text.setFocus();
    }

    /** Takes what is typed where it is right, and closes in any case. */
    void commitOrCancel() {
        String typed = value();
        boolean right = check.apply(typed).isEmpty();
        close();
        if (right && !typed.equals(initial)) {
            commit.accept(typed);
        }
    }

    void close() {
        if (closed()) {
            return;
        }
        Control canvas = text.getParent();
        boolean focused = text.isFocusControl();
        if (list != null) {
            list.dispose();
        }
        if (problem != null) {
            problem.dispose();
        }
        text.dispose();
        if (focused) {
            canvas.setFocus();
        }
    }

    /** What is typed; where that is the label of a suggestion, its value. */
    private String value() {
        String typed = text.getText().replace("\r\n", "\n");
        return suggestions.stream().filter(suggestion -> suggestion.label().equals(typed)).findFirst()
                .map(Suggestion::value).orElse(typed);
    }

    private String label(String value) {
        return suggestions.stream().filter(suggestion -> suggestion.value().equals(value)).findFirst()
                .map(Suggestion::label).orElse(value);
    }

    /** Takes what is typed, or stays open and says what is wrong. */
    private boolean take() {
        if (check.apply(value()).isPresent()) {
            return false;
        }
        commitOrCancel();
        return true;
    }

    private void choose(Suggestion chosen) {
        text.setText(chosen.label());
        take();
    }

    private void typed(Theme theme) {
        Optional<String> wrong = check.apply(value());
        if (list != null) {
            list.filter(text.getText().toLowerCase(Locale.ROOT));
        }
        boolean choosing = list != null && list.offers();
        if (wrong.isEmpty() || choosing) {
            if (problem != null) {
                problem.dispose();
                problem = null;
            }
            return;
        }
        if (problem == null) {
            problem = new Label(text.getParent(), SWT.WRAP);
            problem.setForeground(theme.node());
            problem.setBackground(theme.bad());
            problem.setFont(font);
        }
        problem.setText(wrong.get());
        org.eclipse.swt.graphics.Rectangle field = text.getBounds();
        Point size = problem.computeSize(Math.max(field.width, 240), SWT.DEFAULT);
        problem.setBounds(field.x, field.y + field.height + 2, size.x, size.y);
        problem.moveAbove(null);
    }

    private void key(Event event) {
        boolean enter = event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR;
        if (event.keyCode == SWT.ESC) {
            event.doit = false;
            close();
        } else if (enter && (!multiline || (event.stateMask & SWT.CTRL) != 0)) {
            event.doit = false;
            if ((list == null || !list.takeChosen()) && !take() && list != null) {
                // what is typed is part of a choice: the first that has it is meant
                list.go(1);
                list.takeChosen();
            }
        } else if (event.keyCode == SWT.ARROW_UP || event.keyCode == SWT.ARROW_DOWN) {
            arrow(event, event.keyCode == SWT.ARROW_UP ? 1 : -1);
        }
    }

    private void arrow(Event event, int up) {
        if (list != null) {
            event.doit = false;
            list.go(-up);
            return;
        }
        step.apply(value(), up * ((event.stateMask & SWT.SHIFT) != 0 ? 10 : 1)).ifPresent(next -> {
            event.doit = false;
            text.setText(next);
            text.selectAll();
        });
    }

    private void traverse(Event event) {
        boolean forward = event.detail == SWT.TRAVERSE_TAB_NEXT;
        if (forward || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
            event.doit = false;
            if (take()) {
                move.accept(forward);
            }
        } else if (event.detail == SWT.TRAVERSE_ESCAPE || event.detail == SWT.TRAVERSE_RETURN) {
            event.doit = false;
        }
    }

    private void left() {
        if (!closed() && !text.isFocusControl() && (list == null || !list.focused())
                && text.getDisplay().getActiveShell() != null) {
            commitOrCancel();
        }
    }

    /** Over what is edited, but never too small to type in, and within the canvas. */
    private void place(FigureCanvas canvas, Rectangle area) {
        Point least = text.computeSize(SWT.DEFAULT, SWT.DEFAULT);
        int width = Math.max(area.width, 180);
        int height = multiline ? Math.max(area.height, 4 * text.getLineHeight() + 12)
                : Math.max(Math.min(area.height, least.y), least.y);
        org.eclipse.swt.graphics.Rectangle all = canvas.getClientArea();
        int x = Math.clamp(area.x + (area.width - width) / 2, 0, Math.max(0, all.width - width));
        int y = Math.clamp(multiline ? area.y : area.y + (area.height - height) / 2, 0,
                Math.max(0, all.height - height));
        text.setBounds(x, y, width, height);
    }
}
