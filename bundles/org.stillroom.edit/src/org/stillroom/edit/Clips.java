// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.Optional;
import java.util.Set;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFileException;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Layout.Point;

/** Copies parts of graphs as text and pastes them, within a graph and between graphs; also duplicates in place. */
public final class Clips {

    private Clips() {}

    /** The nodes, frames and notes among the items, as the text of a graph file; empty if there are none. */
    public static String copy(Graph graph, Set<CanvasItem> items) {
        Clip clip = Clip.of(graph, items);
        return clip.isEmpty() ? "" : clip.text();
    }

    /** Whether a text can be pasted: a copied part, or the text of a whole graph file. */
    public static boolean isClip(String text) {
        return refusal(text).isEmpty();
    }

    /** Why a text cannot be pasted, in a sentence; empty if it can. The text may come from anywhere. */
    public static Optional<String> refusal(String text) {
        try {
            parse(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Pastes nodes, frames and notes under fresh ids; {@link Items#added} tells which.
     *
     * @param text whatever the clipboard held
     * @param at where the top left corner of what is pasted comes to lie
     * @param keepIncoming whether wires that came from outside are made again, where the graph has a node of the same
     *     id and type for them to come from
     * @throws IllegalArgumentException with a sentence for the user, if the text is no part of a graph
     */
    public static Edit paste(String text, Point at, boolean keepIncoming) {
        Clip clip = parse(text);
        Point corner = clip.corner();
        long dx = (long) at.x() - corner.x();
        long dy = (long) at.y() - corner.y();
        return new Edit(Items.label(Messages.paste, Messages.pasteMany, Items.all(clip.part())),
                graph -> new Pasting(graph, clip, dx, dy).apply(keepIncoming));
    }

    /** Pastes a copy of items beside them, without the clipboard. */
    public static Edit duplicate(Set<CanvasItem> items, int dx, int dy, boolean keepIncoming) {
        Set<CanvasItem> copied = Set.copyOf(items);
        return new Edit(Items.label(Messages.duplicate, Messages.duplicateMany, copied),
                graph -> new Pasting(graph, Clip.of(graph, copied), dx, dy).apply(keepIncoming));
    }

    private static Clip parse(String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(Messages.clipEmpty);
        }
        try {
            Clip clip = Clip.parse(text);
            if (clip.isEmpty()) {
                throw new IllegalArgumentException(Messages.clipEmpty);
            }
            return clip;
        } catch (GraphFileException e) {
            throw new IllegalArgumentException(Messages.of(Messages.clipNoGraph, Ids.shorten(e.getMessage())), e);
        }
    }
}
