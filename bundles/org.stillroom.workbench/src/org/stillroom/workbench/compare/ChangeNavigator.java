// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.Optional;
import org.eclipse.compare.INavigatable;

/** The keys and buttons of Eclipse for the next and the previous difference. */
final class ChangeNavigator implements INavigatable {

    private final GraphCompareViewer viewer;

    ChangeNavigator(GraphCompareViewer viewer) {
        this.viewer = viewer;
    }

    @Override
    public Object getInput() {
        return viewer.getInput();
    }

    @Override
    public boolean selectChange(int flag) {
        ChangeList list = viewer.list();
        Optional<ChangeLine> wanted = switch (flag) {
            case FIRST_CHANGE -> list.shown().stream().findFirst();
            case LAST_CHANGE -> list.shown().isEmpty() ? Optional.empty() : Optional.of(list.shown().getLast());
            default -> list.neighbour(flag == NEXT_CHANGE);
        };
        wanted.ifPresent(list::select);
        // true tells that there is no such change
        return wanted.isEmpty();
    }

    @Override
    public boolean hasChange(int flag) {
        return viewer.list().neighbour(flag == NEXT_CHANGE).isPresent();
    }

    @Override
    public boolean openSelectedChange() {
        viewer.reveal();
        return viewer.list().selected().isPresent();
    }
}
