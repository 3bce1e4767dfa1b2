// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.context;

/** What moved things snap to. */
public final class Snapping {

    private boolean grid = true;
    private boolean neighbours = true;

    /** Whether to the grid. */
    public boolean grid() {
        return grid;
    }

    public void setGrid(boolean grid) {
        this.grid = grid;
    }

    /** Whether to edges and middles of what is near. */
    public boolean neighbours() {
        return neighbours;
    }

    public void setNeighbours(boolean neighbours) {
        this.neighbours = neighbours;
    }
}
