// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import org.eclipse.jface.viewers.IFilter;
import org.stillroom.edit.CanvasItem;
import org.stillroom.workbench.open.CanvasElement;

/** Which sections the sheet shows for what is selected. */
public final class SectionFilters {

    private SectionFilters() {}

    /** Any node. */
    public static final class AnyNode implements IFilter {
        @Override
        public boolean select(Object element) {
            return element instanceof CanvasElement selected && selected.node().isPresent();
        }
    }

    /** A node whose type is installed. */
    public static final class KnownNode implements IFilter {
        @Override
        public boolean select(Object element) {
            return element instanceof CanvasElement selected && selected.type().isPresent();
        }
    }

    /** The graph itself. */
    public static final class Whole implements IFilter {
        @Override
        public boolean select(Object element) {
            return element instanceof CanvasElement selected && selected.item() instanceof CanvasItem.Whole;
        }
    }

    /** A frame. */
    public static final class Frame implements IFilter {
        @Override
        public boolean select(Object element) {
            return element instanceof CanvasElement selected && selected.item() instanceof CanvasItem.FrameItem;
        }
    }

    /** A note. */
    public static final class Note implements IFilter {
        @Override
        public boolean select(Object element) {
            return element instanceof CanvasElement selected && selected.item() instanceof CanvasItem.NoteItem;
        }
    }
}
