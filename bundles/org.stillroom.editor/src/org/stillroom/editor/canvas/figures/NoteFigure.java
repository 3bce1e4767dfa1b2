// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.MarginBorder;
import org.eclipse.draw2d.StackLayout;
import org.eclipse.swt.SWT;
import org.stillroom.editor.canvas.theme.Look;

/** A note: Markdown on a sheet of paper. */
public final class NoteFigure extends Figure {

    private static final int ROUND = 10;
    private static final int PAD = 12;

    private final Look look;
    private String text = "";
    private boolean selected;
    private boolean conflict;

    public NoteFigure(Look look) {
        this.look = look;
        setLayoutManager(new StackLayout());
        setBorder(new MarginBorder(PAD));
    }

    /** @param markdown as in the graph */
    public void show(String markdown) {
        text = markdown;
        restyle();
    }

    /** The theme has changed. */
    public void restyle() {
        removeAll();
        IFigure page = MarkdownFlow.page(text, look);
        add(page);
        revalidate();
        repaint();
    }

    public void setSelected(boolean selected) {
        this.selected = selected;
        repaint();
    }

    /** @param conflict whether a merge left something of it unsettled */
    public void setConflict(boolean conflict) {
        if (this.conflict != conflict) {
            this.conflict = conflict;
            repaint();
        }
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        graphics.setAntialias(SWT.ON);
        graphics.setBackgroundColor(look.theme().note());
        graphics.fillRoundRectangle(bounds, ROUND, ROUND);
        graphics.setForegroundColor(selected ? look.theme().accent() : look.theme().border());
        graphics.setLineWidth(selected ? 2 : 1);
        graphics.drawRoundRectangle(bounds.getCopy().resize(-1, -1).shrink(selected ? 1 : 0, selected ? 1 : 0), ROUND,
                ROUND);
        if (conflict) {
            DifferenceLook.conflict(graphics, look, bounds, ROUND);
        }
    }

    @Override
    protected void paintClientArea(Graphics graphics) {
        if (look.readable()) {
            super.paintClientArea(graphics);
        }
    }
}
