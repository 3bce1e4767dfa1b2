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
import org.eclipse.jface.bindings.Binding;
import org.eclipse.jface.bindings.keys.KeySequence;
import org.eclipse.jface.bindings.keys.ParseException;
import org.eclipse.jface.preference.IPreferenceNode;
import org.eclipse.jface.preference.PreferenceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.activities.WorkbenchActivityHelper;
import org.eclipse.ui.intro.IIntroManager;
import org.eclipse.ui.intro.IIntroPart;
import org.eclipse.ui.keys.IBindingService;
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
