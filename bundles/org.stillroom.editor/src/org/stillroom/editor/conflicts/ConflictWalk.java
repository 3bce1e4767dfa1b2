// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.conflicts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.ConflictEdits;
import org.stillroom.edit.ConflictPlaces;
import org.stillroom.edit.Edit;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.graph.Conflict;
import org.stillroom.graph.Conflict.Side;
import org.stillroom.graph.Conflicts;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFileException;

/**
 * The way through what a merge left unsettled in the graph of a canvas: one conflict is the present one, and a card
 * beside what it is about shows its values. Whoever selects something that is in conflict is there, too. Each choice is
 * a step that can be undone.
 */
public final class ConflictWalk {

    private final GraphCanvas canvas;
    private final CanvasContext context;
    private final ConflictCard card;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final GraphDocument.Listener graphListener = this::changed;
    private final ISelectionChangedListener selectionListener = event -> selected();
    private List<Conflict> all = List.of();
    private int at = -1;
    private boolean leading;

    public ConflictWalk(GraphCanvas canvas) {
        this.canvas = canvas;
        this.context = canvas.context();
        this.card = new ConflictCard(canvas, this);
        context.document().addListener(graphListener);
        canvas.viewer().addSelectionChangedListener(selectionListener);
        canvas.control().addDisposeListener(event -> {
            context.document().removeListener(graphListener);
            canvas.viewer().removeSelectionChangedListener(selectionListener);
        });
        all = Conflicts.of(context.document().graph());
    }

    /** What is unsettled, by place. */
    public List<Conflict> all() {
        return all;
    }

    /** The conflict that is looked at; empty until somebody has looked at one. */
    public Optional<Conflict> current() {
        return at >= 0 && at < all.size() ? Optional.of(all.get(at)) : Optional.empty();
    }

    /** @param listener told when there are others than before */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    /** Goes on to the conflict behind the present one; behind the last is the first. */
    public void next() {
        step(1);
    }

    public void previous() {
        step(at < 0 ? 0 : -1);
    }

    /** Takes one side's value of the present conflict and goes on to the next one. */
    public void take(Side side) {
        current().ifPresent(conflict -> settle(List.of(conflict), side));
    }

    /** Takes one side's values of all conflicts, in one step. */
    public void takeAll(Side side) {
        settle(all, side);
    }

    /** Settles the present conflict by what the graph has, and goes on to the next one. */
    public void keep() {
        canvas.commitDirectEdit();
        current().ifPresent(conflict -> execute(ConflictEdits.keep(List.of(conflict))));
    }

    /** Shows the present conflict beside what it is about. */
    private void show(boolean focus) {
        current().ifPresent(conflict -> {
            Optional<CanvasItem> item = item(conflict);
            leading = true;
            try {
                canvas.select(item.map(List::of).orElse(List.of()));
                item.ifPresent(canvas::reveal);
            } finally {
                leading = false;
            }
            card.open(conflict, focus);
        });
    }

    Optional<CanvasItem> item(Conflict conflict) {
        return ConflictPlaces.item(graph(), conflict);
    }

    Graph graph() {
        return context.document().graph();
    }

    int number() {
        return at + 1;
    }

    private void step(int by) {
        if (!all.isEmpty()) {
            at = Math.floorMod(at + by, all.size());
            show(true);
        }
    }

    private void settle(List<Conflict> conflicts, Side side) {
        canvas.commitDirectEdit();
        try {
            execute(ConflictEdits.settle(graph(), conflicts, side));
        } catch (GraphFileException e) {
            show(true);
            card.say(e.getMessage());
        }
    }

    private void execute(Edit edit) {
        context.execute(edit);
        if (all.isEmpty()) {
            canvas.control().setFocus();
        } else {
            show(true);
        }
    }

    private void changed(Graph before, Graph after) {
        List<Conflict> now = Conflicts.of(after);
        if (now.equals(all)) {
            card.place();
            return;
        }
        Optional<Conflict> current = current();
        all = now;
        at = current.filter(now::contains).map(now::indexOf).orElse(Math.min(at, now.size() - 1));
        if (card.isOpen()) {
            current().filter(left -> !leading).ifPresentOrElse(left -> card.open(left, false), card::close);
        }
        listeners.forEach(Runnable::run);
    }

    private void selected() {
        if (leading) {
            return;
        }
        Set<CanvasItem> items = canvas.selection();
        List<Conflict> here = items.size() == 1 ? ConflictPlaces.of(graph()).at(items.iterator().next()) : List.of();
        if (here.isEmpty()) {
            card.close();
        } else if (context.host().editable()) {
            if (current().filter(here::contains).isEmpty()) {
                at = all.indexOf(here.getFirst());
            }
            card.open(all.get(at), false);
        }
    }
}
