// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.bindings.Binding;
import org.eclipse.jface.bindings.keys.KeySequence;
import org.eclipse.jface.bindings.keys.ParseException;
import org.eclipse.jface.preference.IPreferenceNode;
import org.eclipse.jface.preference.PreferenceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.activities.WorkbenchActivityHelper;
import org.eclipse.ui.intro.IIntroManager;
import org.eclipse.ui.intro.IIntroPart;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.Test;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.workbench.fixture.WorkbenchFixture;

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

    /** As somebody sees it the first time on a small screen; all else comes when it is wanted. */
    @Test
    void theCanvasHasMostOfASmallWindow() throws Exception {
        Shell shell = window().getShell();
        Rectangle before = shell.getBounds();
        try (WorkbenchFixture fixture = new WorkbenchFixture()) {
            shell.setMaximized(false);
            shell.setSize(1280, 800);
            window().getActivePage().resetPerspective();
            // without models, as those that are not here would be told above the canvas
            IEditorPart editor = WorkbenchFixture.edit(fixture.file("prompt.stillroom", """
                    {"format": "stillroom", "version": 1, "nodes": {"prompt": {"type": "org.stillroom.prompt",
                    "version": 1, "parameters": {"text": "a red circle"}}}}
                    """));
            WorkbenchFixture.await("the window has its size", () -> shell.getSize().equals(new Point(1280, 800)));
            WorkbenchFixture.settle();
            Point canvas = Adapters.adapt(editor, GraphCanvas.class).control().getSize();
            double share = (double) canvas.x * canvas.y / (1280 * 800);
            assertTrue(share >= 0.6, "the canvas has " + Math.round(100 * share) + " % of the window: " + canvas);
        } finally {
            shell.setBounds(before);
        }
    }

    @Test
    void buttonsShowWhatStandsAroundTheCanvasAndPutItAway() throws Exception {
        IWorkbenchPage page = window().getActivePage();
        page.resetPerspective();
        WorkbenchFixture.settle();
        for (String label : List.of("Files", "Nodes", "Properties", "Pictures", "Runs")) {
            ToolItem button = button(label);
            assertFalse(button.getSelection(), label);
            int open = page.getViewReferences().length;
            click(button);
            assertEquals(open + 1, page.getViewReferences().length, label);
            assertTrue(button.getSelection(), label);
            page.hideView(page.getViewReferences()[open]);
            WorkbenchFixture.settle();
            assertFalse(button.getSelection(), label + " was closed elsewhere");
            click(button);
            click(button);
            assertEquals(open, page.getViewReferences().length, label);
        }
    }

    private static void click(ToolItem button) {
        button.setSelection(!button.getSelection());
        button.notifyListeners(SWT.Selection, new Event());
        WorkbenchFixture.settle();
    }

    private static ToolItem button(String label) {
        return WorkbenchFixture.seen().stream().filter(ToolBar.class::isInstance)
                .flatMap(bar -> Arrays.stream(((ToolBar) bar).getItems())).filter(item -> item.getText().equals(label))
                .findFirst().orElseThrow(() -> new AssertionError("no button " + label));
    }

    @Test
    void theWelcomePageShowsWhatCanBeMadeAndOpensIt() throws Exception {
        IIntroManager manager = PlatformUI.getWorkbench().getIntroManager();
        try (WorkbenchFixture fixture = new WorkbenchFixture()) {
            manager.showIntro(window(), false);
            WorkbenchFixture.settle();
            List<Button> tiles = WorkbenchFixture.seen().stream().filter(control -> control instanceof Button tile
                    && tile.getImage() != null && tile.getToolTipText() != null).map(Button.class::cast).toList();
            assertTrue(tiles.size() >= 12, "pictures and templates: " + tiles.size());
            Button sign = tiles.stream().filter(tile -> tile.getToolTipText().contains("sign")).findFirst()
                    .orElseThrow();
            sign.notifyListeners(SWT.Selection, new Event());
            WorkbenchFixture.await("the graph of the picture is open",
                    () -> window().getActivePage().getActiveEditor() != null);
            GraphCanvas canvas = Adapters.adapt(window().getActivePage().getActiveEditor(), GraphCanvas.class);
            assertTrue(canvas.context().document().graph().nodes().get("prompt").parameters().get("text").asText()
                    .contains("sign"));
        }
        assertTrue(manager.getIntro() == null, "the page made room");
    }

    @Test
    void theToolBarHasUndoAndRedo() {
        List<String> tips = new ArrayList<>();
        collectTips(window().getShell(), tips);
        assertTrue(tips.stream().anyMatch(tip -> tip.replace("&", "").startsWith("Undo")), tips::toString);
        assertTrue(tips.stream().anyMatch(tip -> tip.replace("&", "").startsWith("Redo")), tips::toString);
    }

    @Test
    void theFileMenuEndsTheProgramAndHasNothingForTextsOnly() {
        List<String> file = Arrays.stream(window().getShell().getMenuBar().getItems())
                .filter(item -> item.getText().equals("&File")).map(MenuItem::getMenu)
                .peek(menu -> menu.notifyListeners(SWT.Show, new Event()))
                .flatMap(menu -> Arrays.stream(menu.getItems())).map(MenuItem::getText)
                .map(text -> text.replace("&", "").replaceAll("\t.*", "")).toList();
        assertTrue(file.contains("Exit"), file::toString);
        assertTrue(file.contains("Recent Files"), file::toString);
        assertTrue(file.stream().noneMatch(text -> text.contains("Line Delimiters") || text.contains("History")),
                file::toString);
    }

    @Test
    void keysLeaveAndMakeAGraph() throws Exception {
        assertEquals(Set.of("org.eclipse.ui.file.exit"), commands("M1+Q"));
        assertEquals(Set.of("org.eclipse.ui.newWizard(newWizardId=org.stillroom.workbench.newGraph)"),
                commands("M1+N"));
    }

    /** What a key of the window does; one that is bound for this platform alone hides what is bound for all. */
    private static Set<String> commands(String key) throws ParseException {
        KeySequence keys = KeySequence.getInstance(key);
        List<Binding> bound = Arrays.stream(
                PlatformUI.getWorkbench().getService(IBindingService.class).getBindings())
                .filter(binding -> keys.equals(binding.getTriggerSequence())
                        && binding.getContextId().equals("org.eclipse.ui.contexts.window")).toList();
        assertTrue(bound.stream().anyMatch(binding -> binding.getParameterizedCommand() == null), bound::toString);
        return bound.stream().filter(binding -> "gtk".equals(binding.getPlatform())
                && binding.getParameterizedCommand() != null)
                .map(binding -> binding.getParameterizedCommand().serialize()).collect(Collectors.toSet());
    }

    @Test
    void thereIsNoVersionControlWithoutOne() {
        List<Object> shown = PlatformUI.getWorkbench().getPreferenceManager()
                .getElements(PreferenceManager.POST_ORDER).stream()
                .filter(node -> !WorkbenchActivityHelper.filterItem(node)).map(IPreferenceNode::getId)
                .map(Object.class::cast).toList();
        assertTrue(shown.contains("org.stillroom.workbench.preferences.models"), shown::toString);
        assertFalse(shown.contains("org.eclipse.team.ui.TeamPreferences"), shown::toString);
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
