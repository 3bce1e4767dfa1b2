// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.nodes;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;
import org.stillroom.editor.palette.NodePalette;
import org.stillroom.editor.palette.PaletteDrop;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.workbench.services.Catalog;
import org.stillroom.workbench.services.HelpContexts;
import org.stillroom.workbench.services.NodeIcons;

/** All installed nodes by category, to drag onto a canvas; Enter or a double click adds one in its middle. */
public final class NodesView extends ViewPart {

    public static final String ID = "org.stillroom.workbench.nodesView";

    private NodePalette palette;

    @Override
    public void createPartControl(Composite parent) {
        palette = new NodePalette(parent, Catalog.get(), NodeIcons::of, NodeUse.get()::ids);
        palette.onAdd(this::add);
        HelpContexts.NODES.explain(palette.control());
    }

    @Override
    public void setFocus() {
        palette.setFocus();
    }

    private void add(NodeType type) {
        PaletteDrop canvas = Adapters.adapt(getSite().getPage().getActiveEditor(), PaletteDrop.class);
        if (canvas != null) {
            canvas.addInMiddle(type);
        }
    }
}
