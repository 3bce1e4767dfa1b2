// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.conflicts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.RangeModel;
import org.eclipse.draw2d.Viewport;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.CanvasItem.PortItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.edit.ConflictEdits;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.graph.Conflict;
import org.stillroom.graph.Conflict.Side;
import org.stillroom.graph.Layout;

/**
 * The values of one conflict, on the canvas beside what it is about, each with a button that takes it. Up and Down go
 * to the next button, its first letter takes it at once, Escape leads back to the canvas.
 */
final class ConflictCard {

    /** Of a value, in letters; longer ones are cut to where they differ. */
    private static final int MOST = 120;
    private static final int AROUND = 30;
    /** Of a line, in letters. */
    private static final int LINE = 46;
    private static final int GAP = 8;

    private final GraphCanvas canvas;
    private final ConflictWalk walk;
    private final List<Button> choices = new ArrayList<>();
    private Composite card;
    private Label problem;
    private Conflict shown;

    ConflictCard(GraphCanvas canvas, ConflictWalk walk) {
        this.canvas = canvas;
        this.walk = walk;
        canvas.zoom().addZoomListener(zoom -> later());
        Viewport viewport = ((FigureCanvas) canvas.control()).getViewport();
        for (RangeModel range : List.of(viewport.getHorizontalRangeModel(), viewport.getVerticalRangeModel())) {
            range.addPropertyChangeListener(event -> place());
        }
        canvas.control().addListener(SWT.Resize, event -> place());
        canvas.addThemeListener(this::restyle);
    }

    boolean isOpen() {
        return card != null && !card.isDisposed();
    }

    /** @param focus whether keys are for the card */
    void open(Conflict conflict, boolean focus) {
        boolean focused = focus || choices.stream().anyMatch(button -> !button.isDisposed() && button.isFocusControl());
        dispose();
        shown = conflict;
        build();
        card.pack();
        place();
        card.moveAbove(null);
        if (focused) {
            choices.getFirst().setFocus();
        }
    }

    void close() {
        boolean focused = isOpen() && choices.stream().anyMatch(Button::isFocusControl);
        dispose();
        if (focused && !canvas.control().isDisposed()) {
            canvas.control().setFocus();
        }
    }

    /** Says why a value cannot be taken. */
    void say(String sentence) {
        if (isOpen()) {
            problem.setText(sentence.replace("&", "&&"));
            ((GridData) problem.getLayoutData()).exclude = false;
            problem.setVisible(true);
            card.pack();
            place();
        }
    }

    /** Puts it beside what it is about: below or above where there is room, else in a corner. */
    void place() {
        if (!isOpen()) {
            return;
        }
        Rectangle room = ((Composite) canvas.control()).getClientArea();
        Point size = card.getSize();
        Rectangle item = walk.item(shown).map(this::anchor).orElse(new Rectangle(0, 0, 0, 0));
        int x = Math.max(GAP, Math.min(item.x, room.width - size.x - GAP));
        int below = item.y + item.height + GAP;
        int above = item.y - size.y - GAP;
        int y = below + size.y <= room.height ? below : above >= 0 ? above : room.height - size.y - GAP;
        card.setLocation(x, Math.max(GAP, y));
    }

    /** A wire is long: the card stands where it ends. */
    private Rectangle anchor(CanvasItem item) {
        Bounds bounds = canvas.bounds(item instanceof WireItem wire ? new PortItem(wire.to(), true) : item);
        Point from = canvas.toControl(new Layout.Point(bounds.x(), bounds.y()));
        Point to = canvas.toControl(new Layout.Point(bounds.x() + bounds.width(), bounds.bottom()));
        return new Rectangle(from.x, from.y, to.x - from.x, to.y - from.y);
    }

    /** The canvas knows where things are when it has been laid out. */
    private void later() {
        if (isOpen()) {
            canvas.control().getDisplay().asyncExec(this::place);
        }
    }

    private void restyle() {
        if (isOpen()) {
            open(shown, false);
        }
    }

    private void dispose() {
        if (isOpen()) {
            card.dispose();
        }
        card = null;
        choices.clear();
    }

    private void build() {
        Theme theme = canvas.theme();
        card = new Composite((Composite) canvas.control(), SWT.NONE);
        card.setBackground(theme.conflict());
        // the workbench's own theme would paint it in the colours of its other windows
        card.setData("org.eclipse.e4.ui.css.disabled", true);
        GridLayoutFactory.fillDefaults().margins(2, 2).applyTo(card);
        Composite page = new Composite(card, SWT.NONE);
        page.setBackground(theme.node());
        page.setBackgroundMode(SWT.INHERIT_FORCE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(page);
        GridLayoutFactory.fillDefaults().margins(GAP, GAP).numColumns(2).spacing(GAP, 4).applyTo(page);
        ConflictText text = new ConflictText(walk.graph(), canvas.context().catalog(), shown);
        heading(page, text);
        Optional<Side> current = ConflictEdits.current(walk.graph(), shown);
        List<String> values = new ArrayList<>(List.of(text.value(Side.OURS), text.value(Side.THEIRS),
                text.value(Side.BASE)));
        if (current.isEmpty()) {
            values.add(text.now().map(now -> NLS.bind(Messages.keepValue, now)).orElse(Messages.keepAny));
        }
        row(page, Messages.mine, values, 0, current.equals(Optional.of(Side.OURS)), () -> walk.take(Side.OURS));
        row(page, Messages.theirs, values, 1, current.equals(Optional.of(Side.THEIRS)), () -> walk.take(Side.THEIRS));
        row(page, Messages.before, values, 2, current.equals(Optional.of(Side.BASE)), () -> walk.take(Side.BASE));
        if (current.isEmpty()) {
            row(page, Messages.keep, values, 3, false, walk::keep);
        }
        problem = label(page, theme.bad());
        GridDataFactory.fillDefaults().span(2, 1).hint(width(), SWT.DEFAULT).exclude(true).applyTo(problem);
        problem.setVisible(false);
    }

    private void heading(Composite page, ConflictText text) {
        Composite bar = new Composite(page, SWT.NONE);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(bar);
        GridLayoutFactory.fillDefaults().numColumns(4).spacing(4, 0).applyTo(bar);
        Label title = label(bar, canvas.theme().text());
        title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        title.setText(text.subject().replace("&", "&&"));
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(title);
        Label number = label(bar, canvas.theme().dim());
        number.setText(NLS.bind(Messages.number, walk.number(), walk.all().size()));
        GridDataFactory.fillDefaults().align(SWT.END, SWT.CENTER).indent(2 * GAP, 0).applyTo(number);
        arrow(bar, SWT.LEFT, Messages.previous, walk::previous);
        arrow(bar, SWT.RIGHT, Messages.next, walk::next);
    }

    private void arrow(Composite bar, int direction, String name, Runnable action) {
        Button button = new Button(bar, SWT.ARROW | SWT.FLAT | direction);
        button.setToolTipText(name);
        button.getAccessible().addAccessibleListener(AccessibleListener.getNameAdapter(event -> event.result = name));
        button.addListener(SWT.Selection, event -> action.run());
        button.addListener(SWT.KeyDown, this::key);
        button.setVisible(walk.all().size() > 1);
    }

    /** @param index of the value among all; it is shown by what tells it from mine, and mine from theirs */
    private void row(Composite page, String name, List<String> values, int index, boolean chosen, Runnable action) {
        String whole = values.get(index);
        String value = TextDifference.cut(whole, values.get(index == 0 ? 1 : 0), MOST, AROUND);
        Button button = new Button(page, SWT.PUSH);
        button.setText(name);
        button.setBackground(canvas.theme().field());
        button.setForeground(canvas.theme().text());
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(button);
        String spoken = NLS.bind(chosen ? Messages.rowChosen : Messages.row, name, whole);
        button.setToolTipText(spoken);
        button.getAccessible().addAccessibleListener(
                AccessibleListener.getNameAdapter(event -> event.result = spoken));
        button.addListener(SWT.Selection, event -> action.run());
        button.addListener(SWT.KeyDown, this::key);
        button.setData(action);
        choices.add(button);
        Composite cell = new Composite(page, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(cell);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(cell);
        Label shownValue = label(cell, canvas.theme().text());
        shownValue.setText(value.replace("&", "&&"));
        int wanted = shownValue.computeSize(SWT.DEFAULT, SWT.DEFAULT).x;
        GridDataFactory.fillDefaults().hint(Math.min(wanted, width()), SWT.DEFAULT).applyTo(shownValue);
        if (chosen) {
            label(cell, canvas.theme().dim()).setText(Messages.chosen);
        }
    }

    private Label label(Composite parent, Color color) {
        Label label = new Label(parent, SWT.WRAP);
        label.setForeground(color);
        return label;
    }

    private int width() {
        return LINE * canvas.look().fonts().width("n", JFaceResources.getDefaultFont());
    }

    private void key(Event event) {
        int at = choices.indexOf(event.widget);
        if (event.keyCode == SWT.ARROW_DOWN || event.keyCode == SWT.ARROW_UP) {
            int by = event.keyCode == SWT.ARROW_DOWN ? 1 : -1;
            choices.get(Math.floorMod(at + by, choices.size())).setFocus();
        } else if (event.keyCode == SWT.ESC) {
            close();
        } else if ((event.stateMask & SWT.MOD1) != 0 && (event.keyCode == '.' || event.keyCode == ',')) {
            if (event.keyCode == '.') {
                walk.next();
            } else {
                walk.previous();
            }
        } else if ((event.stateMask & SWT.MODIFIER_MASK) != 0 || !letter(event.character)) {
            return;
        }
        event.doit = false;
    }

    /** Takes the value whose button begins with a letter. */
    private boolean letter(char typed) {
        Optional<Button> meant = choices.stream().filter(button -> Character.toLowerCase(button.getText().charAt(0))
                == Character.toLowerCase(typed)).findFirst();
        meant.ifPresent(button -> ((Runnable) button.getData()).run());
        return meant.isPresent();
    }
}
