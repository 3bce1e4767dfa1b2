// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.draw2d.IFigure;
import org.stillroom.editor.canvas.theme.Look;

/** The inline parameters of a node. */
final class NodeParameters {

    private final Look look;
    private final IFigure node;
    private final List<ParameterFigure> figures = new ArrayList<>();

    NodeParameters(Look look, IFigure node) {
        this.look = look;
        this.node = node;
    }

    /** Shows other values; figures stay where the parameters are the same. */
    void show(List<ParameterView> views) {
        boolean same = figures.size() == views.size();
        for (int i = 0; same && i < views.size(); i++) {
            same = figures.get(i).view().parameter().equals(views.get(i).parameter());
        }
        if (same) {
            for (int i = 0; i < views.size(); i++) {
                figures.get(i).setView(views.get(i));
            }
            return;
        }
        figures.forEach(node::remove);
        figures.clear();
        for (ParameterView parameter : views) {
            ParameterFigure figure = new ParameterFigure(look, parameter);
            figures.add(figure);
            node.add(figure);
        }
    }

    /** Shows another value until all are shown anew. */
    void show(String id, String value) {
        find(id).ifPresent(figure -> figure.setView(
                new ParameterView(figure.view().parameter(), value, figure.view().problem(),
                        figure.view().hint(), Optional.empty())));
    }

    List<ParameterFigure> all() {
        return List.copyOf(figures);
    }

    Optional<ParameterFigure> find(String id) {
        return figures.stream().filter(figure -> figure.view().parameter().id().equals(id)).findFirst();
    }

    /** The parameter at a place, in the coordinates of the canvas. */
    Optional<ParameterFigure> at(int x, int y) {
        return figures.stream().filter(figure -> figure.isVisible() && figure.containsPoint(x, y)).findFirst();
    }
}
