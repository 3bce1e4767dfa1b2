// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    private static IWorkbenchWindow window() {
        return PlatformUI.getWorkbench().getWorkbenchWindows()[0];
    }
}
