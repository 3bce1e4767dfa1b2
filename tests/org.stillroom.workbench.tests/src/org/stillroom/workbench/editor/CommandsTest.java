// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.core.commands.Command;
import org.eclipse.jface.bindings.Binding;
import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.bindings.keys.ParseException;
import org.eclipse.swt.SWT;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillroom.editor.actions.CanvasCommand;
import org.stillroom.graph.Node;

/** The canvas's commands as the workbench's: plugin.xml says the same as their list. */
class CommandsTest {

    private static final String CONTEXT = "org.stillroom.workbench.canvasContext";

    @ParameterizedTest
    @EnumSource(CanvasCommand.class)
    void hasACommandWithItsKeys(CanvasCommand command) throws Exception {
        if (command.workbenchId().isPresent()) {
            return;
        }
        Command found = PlatformUI.getWorkbench().getService(ICommandService.class).getCommand(command.id());
        assertTrue(found.isDefined());
        assertEquals(command.label().replace("&", ""), found.getName());
        assertEquals(command.tooltip(), found.getDescription());
        Set<String> wanted = command.keys().stream().filter(key -> !bare(key)).map(KeyStroke::format)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> bound = Arrays.stream(PlatformUI.getWorkbench().getService(IBindingService.class).getBindings())
                .filter(binding -> CONTEXT.equals(binding.getContextId()) && binding.getParameterizedCommand() != null
                        && binding.getParameterizedCommand().getId().equals(command.id()))
                .map(Binding::getTriggerSequence).map(Object::toString)
                .map(CommandsTest::format).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(wanted, bound);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNDO", "REDO", "CUT", "COPY", "PASTE", "SELECT_ALL", "DELETE"})
    void namesTheKeyThatTheEditMenuNames(CanvasCommand command) {
        String id = "org.eclipse.ui.edit." + command.workbenchId().orElseThrow();
        assertEquals(PlatformUI.getWorkbench().getService(IBindingService.class)
                .getBestActiveBindingFormattedFor(id), command.key());
    }

    @Test
    void listensToKeysOnlyOnTheCanvas() throws Exception {
        IContextService contexts = PlatformUI.getWorkbench().getService(IContextService.class);
        try (EditorFixture fixture = new EditorFixture()) {
            GraphEditor editor = fixture.open(fixture.example());
            editor.setFocus();
            EditorFixture.await("the canvas has the focus", () -> contexts.getActiveContextIds().contains(CONTEXT));
            EditorFixture.page().showView("org.eclipse.ui.views.PropertySheet");
            EditorFixture.await("the view has the focus", () -> !contexts.getActiveContextIds().contains(CONTEXT));
            assertEquals(Node.Mode.ACTIVE, EditorFixture.graph(editor).nodes().get("prompt").mode());
            assertFalse(editor.isDirty());
        }
    }

    private static boolean bare(KeyStroke key) {
        return (key.getModifierKeys() & ~SWT.SHIFT) == 0 && key.getNaturalKey() >= ' ' && key.getNaturalKey() < SWT.DEL;
    }

    private static String format(String sequence) {
        try {
            return KeyStroke.getInstance(sequence).format();
        } catch (ParseException e) {
            throw new IllegalArgumentException(sequence, e);
        }
    }
}
