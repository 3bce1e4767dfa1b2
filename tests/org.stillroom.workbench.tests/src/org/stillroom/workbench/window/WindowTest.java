// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.intro.IIntroManager;
import org.eclipse.ui.intro.IIntroPart;
import org.junit.jupiter.api.Test;

/** The window that the studio opens the first time. */
class WindowTest {

    @Test
    void opensInOurPerspective() {
        IWorkbenchWindow window = window();
        assertTrue(window.getShell().isVisible());
        assertEquals("org.stillroom.workbench.perspective", window.getActivePage().getPerspective().getId());
        assertTrue(window.getShell().getImages().length > 1, "an icon in several sizes");
    }

    @Test
    void theWelcomePageOpensFromTheMenuAndCloses() {
        IIntroManager manager = PlatformUI.getWorkbench().getIntroManager();
        assertTrue(manager.hasIntro());
        IIntroPart intro = manager.showIntro(window(), false);
        assertNotNull(intro);
        assertFalse(manager.isIntroStandby(intro));
        assertTrue(manager.closeIntro(intro));
    }

    @Test
    void theToolBarHasUndoAndRedo() {
        List<String> tips = new ArrayList<>();
        collectTips(window().getShell(), tips);
        assertTrue(tips.stream().anyMatch(tip -> tip.startsWith("Undo")), tips::toString);
        assertTrue(tips.stream().anyMatch(tip -> tip.startsWith("Redo")), tips::toString);
    }

    private static void collectTips(Composite parent, List<String> tips) {
        for (Control child : parent.getChildren()) {
            if (child instanceof ToolBar bar && bar.isVisible()) {
                for (ToolItem item : bar.getItems()) {
                    tips.add(String.valueOf(item.getToolTipText()));
                }
            } else if (child instanceof Composite inner) {
                collectTips(inner, tips);
            }
        }
    }

    private static IWorkbenchWindow window() {
        return PlatformUI.getWorkbench().getWorkbenchWindows()[0];
    }
}
