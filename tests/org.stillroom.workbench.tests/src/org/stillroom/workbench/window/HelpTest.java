// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.runtime.Platform;
import org.eclipse.help.HelpSystem;
import org.eclipse.help.IContext;
import org.eclipse.help.IHelpResource;
import org.eclipse.help.IToc;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.help.IWorkbenchHelpSystem;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.workbench.fixture.WorkbenchFixture;

/** Help: pages, what F1 tells, and the cheat sheet. */
class HelpTest {

    private static final String HELP_VIEW = "org.stillroom.help.viewer.view";
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
    void f1IsAKeyInTheWindowAndInDialogs() {
        var bindings = PlatformUI.getWorkbench().getService(IBindingService.class);
        assertEquals("F1", bindings.getBestActiveBindingFormattedFor("org.eclipse.ui.help.dynamicHelp"));
    }

    @Test
    void pagesAreShownInTheWindowAndTheirLinksLeadOn() {
        PlatformUI.getWorkbench().getHelpSystem().displayHelpResource("/org.stillroom.help/html/start.html");
        StyledText text = pageText();
        assertTrue(text.getText().startsWith("Draw the first picture\n\nA graph is a drawing"), text.getText());
        assertTrue(text.getText().contains("2.\tPress F9, or the Run button"), text.getText());
        text.traverse(SWT.TRAVERSE_TAB_NEXT);
        assertEquals("Name the folder of your own checkpoints", text.getSelectionText());
        text.traverse(SWT.TRAVERSE_RETURN);
        assertTrue(text.getText().startsWith("Model folders"), text.getText());
        page().hideView(page().findView(HELP_VIEW));
    }

    /** By our own reader, which knows what our pages use of HTML. */
    @Test
    void everyPageIsReadWhole() {
        IToc book = Arrays.stream(HelpSystem.getTocs()).filter(toc -> toc.getLabel().equals("Stillroom")).findFirst()
                .orElseThrow();
        for (IHelpResource topic : book.getTopics()) {
            PlatformUI.getWorkbench().getHelpSystem().displayHelpResource(topic.getHref());
            String text = pageText().getText();
            assertTrue(text.startsWith(topic.getLabel() + "\n\n"), topic.getHref() + ": " + text);
            assertTrue(text.length() > 300, topic.getHref());
            for (String left : List.of("</", "&amp;", "&gt;", "stylesheet", "SPDX")) {
                assertFalse(text.contains(left), left + " in " + text);
            }
        }
        page().hideView(page().findView(HELP_VIEW));
    }

    @Test
    void aPageThatIsNotThereIsNamed() {
        PlatformUI.getWorkbench().getHelpSystem().displayHelpResource("/org.stillroom.help/html/nowhere.html");
        assertTrue(pageText().getText().contains("/org.stillroom.help/html/nowhere.html"), pageText().getText());
        page().hideView(page().findView(HELP_VIEW));
    }

    private static StyledText pageText() {
        WorkbenchFixture.settle();
        StyledText[] found = new StyledText[1];
        eachControl(PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell(), control -> {
            if (control instanceof StyledText text && text.isVisible()) {
                found[0] = text;
            }
        });
        assertNotNull(page().findView(HELP_VIEW));
        return found[0];
    }

    private static void eachControl(Composite parent, Consumer<Control> action) {
        for (Control child : parent.getChildren()) {
            action.accept(child);
            if (child instanceof Composite inner) {
                eachControl(inner, action);
            }
        }
    }

    private static IWorkbenchPage page() {
        return PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
    }

    @Test
    void theFirstStepOfTheCheatSheetOpensAGraph() throws Exception {
        String sheet = new String(Platform.getBundle("org.stillroom.help").getEntry("cheatsheets/first-picture.xml")
                .openStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher command = Pattern.compile("<command serialization=\"([^\"]+)\"").matcher(sheet);
        assertTrue(command.find());
        IWorkbench workbench = PlatformUI.getWorkbench();
        workbench.getService(IHandlerService.class).executeCommand(
                workbench.getService(ICommandService.class).deserialize(command.group(1)), null);
        assertEquals("first-picture.stillroom", page().getActiveEditor().getTitle());
        page().closeAllEditors(false);
    }

    /** The welcome page fills the window, so that a sheet beside it would cover what it talks about. */
    @Test
    void theWelcomePageMakesRoomForTheCheatSheet() {
        var intro = PlatformUI.getWorkbench().getIntroManager();
        intro.showIntro(PlatformUI.getWorkbench().getActiveWorkbenchWindow(), false);
        WorkbenchFixture.settle();
        Link[] found = new Link[1];
        eachControl(PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell(), control -> {
            if (control instanceof Link link && link.getText().contains("Step by step")) {
                found[0] = link;
            }
        });
        found[0].notifyListeners(SWT.Selection, new Event());
        assertNull(intro.getIntro(), "the welcome page is closed");
        assertNotNull(page().findViewReference(CHEAT_SHEET_VIEW));
        assertTrue(page().isPartVisible(page().findView(CHEAT_SHEET_VIEW)));
        page().hideView(page().findViewReference(CHEAT_SHEET_VIEW));
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
