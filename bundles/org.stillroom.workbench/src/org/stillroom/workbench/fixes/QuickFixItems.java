// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import org.eclipse.jface.action.IContributionItem;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.CompoundContributionItem;
import org.stillroom.graph.Node;
import org.stillroom.workbench.open.CanvasElement;

/** The quick fixes of the selected node, for its context menu. */
public final class QuickFixItems extends CompoundContributionItem {

    @Override
    protected IContributionItem[] getContributionItems() {
        Object selection = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getSelectionService().getSelection();
        if (selection instanceof IStructuredSelection items
                && items.getFirstElement() instanceof CanvasElement element) {
            return element.node().map(Node::id).map(node -> QuickFixMenu.items(element.editor(), node))
                    .orElse(new IContributionItem[0]);
        }
        return new IContributionItem[0];
    }
}
