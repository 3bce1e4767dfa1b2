// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.runtime.Platform;
import org.eclipse.help.HelpSystem;
import org.eclipse.help.IContext;
import org.eclipse.help.IHelpResource;
import org.eclipse.help.IToc;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.help.IWorkbenchHelpSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help: pages, what F1 tells, and the cheat sheet. */
class HelpTest {

    private static final String CHEAT_SHEET_VIEW = "org.eclipse.ui.cheatsheets.views.CheatSheetView";

    @ParameterizedTest
    @ValueSource(strings = {"canvas", "properties", "nodes", "runs", "pictures", "preferences", "wizard", "swap",
        "compare"})
    void everyContextHasATextAndPages(String id) {
        IContext context = HelpSystem.getContext("org.stillroom.help." + id);
        assertNotNull(context, id);
        assertFalse(context.getText().isBlank(), id);
        assertTrue(context.getRelatedTopics().length > 0, id);
        for (IHelpResource topic : context.getRelatedTopics()) {
            assertPage(topic);
        }
    }

    @Test
    void everyTopicOfTheContentsHasAPage() {
        IToc book = Arrays.stream(HelpSystem.getTocs()).filter(toc -> toc.getLabel().equals("Stillroom")).findFirst()
                .orElseThrow();
        assertTrue(book.getTopics().length >= 10, "pages of the book");
        Arrays.stream(book.getTopics()).forEach(HelpTest::assertPage);
    }

    @Test
    void f1ShowsAWindowThatEscapeCloses() {
        IWorkbenchHelpSystem help = PlatformUI.getWorkbench().getHelpSystem();
        Shell[] before = Display.getCurrent().getShells();
        help.displayHelp("org.stillroom.help.canvas");
        assertTrue(help.isContextHelpDisplayed());
        Shell[] opened = Arrays.stream(Display.getCurrent().getShells())
                .filter(shell -> !Arrays.asList(before).contains(shell)).toArray(Shell[]::new);
        assertEquals(1, opened.length);
        opened[0].close();
        assertFalse(help.isContextHelpDisplayed());
    }

    @Test
    void theCheatSheetOpens() throws Exception {
        IWorkbench workbench = PlatformUI.getWorkbench();
        var command = workbench.getService(ICommandService.class)
                .getCommand("org.eclipse.ui.cheatsheets.openCheatSheet");
        workbench.getService(IHandlerService.class).executeCommand(ParameterizedCommand.generateCommand(command,
                Map.of("cheatSheetId", "org.stillroom.help.firstPicture")), null);
        var page = workbench.getActiveWorkbenchWindow().getActivePage();
        IViewReference view = page.findViewReference(CHEAT_SHEET_VIEW);
        assertNotNull(view, "the view of cheat sheets is open");
        page.hideView(view);
    }

    private static void assertPage(IHelpResource topic) {
        String[] parts = topic.getHref().substring(1).split("/", 2);
        assertNotNull(Platform.getBundle(parts[0]).getEntry(parts[1]), topic.getHref());
    }
}
